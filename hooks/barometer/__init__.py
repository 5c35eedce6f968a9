"""COI's Innovation Barometer: data, figures and page syntax, without any site generator."""
