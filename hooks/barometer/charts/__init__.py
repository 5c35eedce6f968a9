"""Figures of the barometer: one frame from which picture, words, table and files are made."""
