"""Templates and their making."""
