"""The barometer's data: the only room that opens the folder `data/`."""

__all__ = ["Dataset", "Loaded", "load"]
