"""What can go wrong, as one tree.

BridgeheadError
├── InputError      a file or a cell that is not what it should be
├── NotFound        an id, a path or a name that nothing answers to
└── NotAllowed      somebody asked for what the access table refuses
"""


class BridgeheadError(Exception):
    """Base of every error that is shown to a person as one clear line."""


class NotFound(BridgeheadError):
    """Nothing answers to the id, path or name that was asked for.

    Parameters
    ----------
    what
        What is not there, in words.
    hint
        The command that helps; a page leaves it out.
    """

    def __init__(self, what: str, *, hint: str = "") -> None:
        self.what = what
        super().__init__(f"{what}: {hint}" if hint else what)


class NotAllowed(BridgeheadError):
    """The access table (`kit.access`) refuses this."""


class InputError(BridgeheadError):
    """One thing in an input is not what it should be.

    Parameters
    ----------
    expected
        What would have been right, in words.
    file, row, column
        Where; the row counts lines of the table as a spreadsheet shows them (the header is row 1).
    found
        What stood there; shortened when long.
    """

    def __init__(
        self,
        expected: str,
        *,
        file: object = None,
        row: int | None = None,
        column: str | None = None,
        found: object = None,
    ) -> None:
        self.expected = expected
        self.file = None if file is None else str(file)
        self.row = row
        self.column = column
        self.found = None if found is None else shorten(str(found))
        super().__init__(str(self))

    @property
    def reason(self) -> str:
        """What is wrong, without the place."""
        found = "" if self.found is None else f"found {self.found!r}, "
        return f"{found}expected {self.expected}"

    def __str__(self) -> str:
        place = [part for part in (self.file, f"row {self.row}" if self.row else None) if part]
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.reason}" if place else self.reason


def shorten(text: str, limit: int = 80) -> str:
    """Cut text to a length that fits an error line, saying how long it was."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text):,} characters)"
