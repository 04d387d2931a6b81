"""What `importers` reads."""
