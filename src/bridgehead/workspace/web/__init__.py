"""Pages of `workspace`."""
