"""Retrieval: what is derived from a history as of a day, and what a query finds in it."""
