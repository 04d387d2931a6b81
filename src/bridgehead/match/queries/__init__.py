"""What `match` reads."""
