"""The barometer for machines: files, catalogue and API, all made from the same facts."""
