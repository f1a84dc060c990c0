"""Screen objects: one module a question a person asks, one frozen answer with words and provenance."""
