"""Pure functions of `network`."""
