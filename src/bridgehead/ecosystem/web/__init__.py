"""Pages of `ecosystem`."""
