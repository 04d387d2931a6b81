"""Retrieval and ranking: pure functions on frames and arrays."""
