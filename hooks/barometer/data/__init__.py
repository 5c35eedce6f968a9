"""The barometer's data: the only room that opens the folder `data/`."""
