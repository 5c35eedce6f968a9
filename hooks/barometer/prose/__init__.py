"""How the pages are written: reading ease, typography, terms. Pure functions over what was read."""
