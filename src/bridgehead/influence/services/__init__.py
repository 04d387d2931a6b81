"""What is asked of the influence stage, a file a question."""
