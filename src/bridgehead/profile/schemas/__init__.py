"""The JSON shapes of profiles, comparisons, networks and markets (docs/reference/profile.md), a file an answer."""
