"""Pages of `profile`."""
