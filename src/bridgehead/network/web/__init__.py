"""Pages of `network`."""
