"""Files for machines, one module a format."""
