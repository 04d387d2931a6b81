"""Forms of the pages that bring stages together."""
