"""Declared columns of the influence stage's lists, a file a page."""
