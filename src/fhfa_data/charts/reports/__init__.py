"""Reports on paper: an area's figures as a tagged PDF, without a browser."""
