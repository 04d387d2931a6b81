"""Research projects, positions in texts and units of coding: pure functions."""
