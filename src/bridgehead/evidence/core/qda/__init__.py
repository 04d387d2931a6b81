"""The exchange format of qualitative research (REFI-QDA)."""
