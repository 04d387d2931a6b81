"""Pages of `evidence`."""
