"""Pages of `consortium`."""
