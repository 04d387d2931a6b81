"""The pure part of sending mail."""
