"""What foreign tables mean, as pure functions: typed rows in, records out."""
