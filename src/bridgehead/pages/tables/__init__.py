"""The lists of the pages that bring stages together."""
