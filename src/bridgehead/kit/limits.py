"""How long a cell may be; apart from the model fields, so that pure code may ask too."""

ID_LENGTH = 100
LINE_LENGTH = 1_000
TEXT_LENGTH = 50_000
