"""The JSON shapes of influence, identity and estimates (docs/reference/influence.md), a file an answer."""
