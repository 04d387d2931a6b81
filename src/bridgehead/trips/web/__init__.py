"""Pages of `trips`."""
