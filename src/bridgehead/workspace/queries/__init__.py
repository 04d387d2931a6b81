"""What `workspace` reads."""
