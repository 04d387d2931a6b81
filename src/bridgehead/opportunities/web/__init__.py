"""Pages of `opportunities`."""
