"""Screen objects: one module a question, one frozen answer with its words and provenance."""
