"""What can be done in `profile`, one function a verb."""
