"""What can be done in `report`, one function a verb."""
