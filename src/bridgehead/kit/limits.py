"""How long a cell may be; apart from the model fields, so that pure code may ask too."""

ID_LENGTH = 100
LINE_LENGTH = 1_000
TEXT_LENGTH = 50_000
KEY_LENGTH = 800
INDEXED_BYTES = 2_600
"""The longest text that an index of PostgreSQL takes, in UTF-8."""

LARGEST_COUNT = 2**31 - 1
"""The largest whole number that every store holds in a column."""

LARGEST_ID = 2**63 - 1
"""The largest number of a row that every store can be asked for."""
