"""What can be done in `importers`, one function a verb."""
