"""Forms of the ecosystem: one a POST."""
