"""Shapes: from footprints to what a map draws."""
