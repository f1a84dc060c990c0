"""Stories people trust us with: what one is, who may read it, where it is kept."""
