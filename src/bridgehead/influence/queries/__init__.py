"""Reads of the influence stage, a file a question."""
