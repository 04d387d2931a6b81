"""The JSON shapes of matching for commands, API and docs alike (docs/reference/matching.md), a file an answer."""
