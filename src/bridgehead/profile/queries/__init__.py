"""What `profile` reads."""
