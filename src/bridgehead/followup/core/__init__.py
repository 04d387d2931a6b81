"""Pure functions of following up: an e-mail taken apart, a week of hours, a timeline."""
