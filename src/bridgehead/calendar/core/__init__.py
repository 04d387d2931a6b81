"""Pure functions of the calendar: what stands on which day."""
