"""Declared columns of the evidence stage's lists, a file a page group."""
