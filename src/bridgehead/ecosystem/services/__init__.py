"""What can be done in `ecosystem`, one function a verb."""
