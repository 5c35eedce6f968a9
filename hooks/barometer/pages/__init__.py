"""A page: its head, its document, and what is checked of it before the build."""
