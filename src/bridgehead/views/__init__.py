"""Saved views: what somebody looks at in a list, kept under a name, with a mail of what is new or due in it."""
