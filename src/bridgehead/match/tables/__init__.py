"""Declared columns of matching's lists, a file a page group."""
