"""Pages of `pages`."""
