"""What `evidence` reads."""
