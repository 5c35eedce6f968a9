"""The barometer's data: the only room that opens the folder `data/`."""

from barometer.data.model import Dataset
from barometer.data.read import Loaded, load

__all__ = ["Dataset", "Loaded", "load"]
