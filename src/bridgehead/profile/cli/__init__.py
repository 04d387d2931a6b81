"""Commands on profiles, comparisons, networks and markets."""
