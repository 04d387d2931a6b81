"""The pure part of the settings."""
