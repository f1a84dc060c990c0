"""Fairer Health Atlas: numbers and wisdom about health inequality, side by side, ward by ward."""

__version__ = "0.1.0"
