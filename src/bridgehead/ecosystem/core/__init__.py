"""What the ecosystem computes of its records, pure."""
