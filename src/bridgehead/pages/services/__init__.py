"""What can be done in `pages`, one function a verb."""
