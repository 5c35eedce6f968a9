"""What stands around and between pages, and what pages show of the data."""
