"""The same project with other site generators: what works where, measured and written down."""
