"""Pages of `influence`."""
