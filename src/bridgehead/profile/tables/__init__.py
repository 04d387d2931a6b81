"""Declared columns of the profile stage's lists, a file a page."""
