"""Intervals and comparisons: numbers in, numbers out."""
