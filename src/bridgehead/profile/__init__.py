"""Advantages, patterns, markets, survey."""
