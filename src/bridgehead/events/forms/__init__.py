"""Forms of events: one a POST."""
