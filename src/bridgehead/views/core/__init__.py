"""When the mail of a view is due."""
