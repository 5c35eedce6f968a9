"""Sentences that cannot outlive their numbers: words bound to values, and checked against them."""
