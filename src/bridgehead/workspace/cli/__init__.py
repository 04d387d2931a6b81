"""Commands on the whole workspace."""
