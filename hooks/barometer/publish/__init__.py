"""Building, checking and keeping what is published."""
