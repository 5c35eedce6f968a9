"""Words that are bound to values, held against the values."""
