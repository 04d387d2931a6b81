"""Pure functions of following up: an email taken apart, a week of hours, a timeline."""
