"""Pages of `match`."""
