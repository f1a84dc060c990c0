"""Slides (PPTX) that a team can edit: native charts and tables, with text for screen readers."""
