"""Trends: the radar and its table, what the numbers say of them, their feed and their cards."""
