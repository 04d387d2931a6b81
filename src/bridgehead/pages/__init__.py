"""Pages that bring stages together."""
