"""What can be done in `workspace`, one function a verb."""
