"""What reports say, pure: results in, plain data for the templates out."""
