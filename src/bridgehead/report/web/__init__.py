"""Pages of `report`."""
