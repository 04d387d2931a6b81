"""Files of other makers, opened and handed on as typed rows."""
