"""What is measured, on what, against whom."""
