"""A place that does not exist, with made-up figures and stories: only ``fhfa serve --demo``."""
