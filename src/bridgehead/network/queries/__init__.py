"""What `network` reads."""
