"""Figures: from a frame of values to a drawing, a table and words."""
