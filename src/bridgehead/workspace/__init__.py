"""The whole: case folder in and out, backup, undo."""
