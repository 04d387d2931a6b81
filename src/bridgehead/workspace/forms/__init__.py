"""Forms of the pages on the whole workspace."""
