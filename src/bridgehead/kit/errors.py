"""What can go wrong, as one tree.

BridgeheadError
├── InputError      a file or a cell that is not what it should be
├── NotFound        an id, a path or a name that nothing answers to
├── NotAllowed      somebody asked for what the access table refuses
├── Conflict        somebody else changed meanwhile what this would change
│   ├── Stale       the record has other values than when its form was opened
│   └── Repeated    the same form was sent before, and was done
├── Busy            others write: try again
│   └── MachineFault    disk, database, memory or a permission does not allow it (`kit.machine_faults`)
├── VerificationError   a checker does not confirm a result (`methods.cp_sat`): the fault is ours
└── TimeLimitReached    a search found nothing in its time (`methods.cp_sat`): ours as well

Each class says the status with which a page and the API answer: 4xx is theirs to mend; 5xx is ours, and is logged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bridgehead.kit.expectations import Expected, FoundInput, expects


class BridgeheadError(Exception):
    """Base of every error that is shown to a person as one clear line."""

    status = 400


class NotFound(BridgeheadError):
    """Nothing answers to the id, path or name that was asked for.

    Parameters
    ----------
    what
        What is not there: a whole sentence, "Actor “x” does not exist.", or the code of one.
    hint
        Which command helps, as a sentence; a page leaves it out.
    """

    status = 404

    def __init__(self, what: Expected, *, hint: str = "") -> None:
        self.what, self.hint = what, hint
        super().__init__(what, hint)

    def __str__(self) -> str:
        what = str(self.what)
        joint = " " if what.endswith(".") else ": "
        return f"{what}{joint}{self.hint}" if self.hint else what


class NotAllowed(BridgeheadError):
    """The access table (`kit.access_table`) refuses this.

    Parameters
    ----------
    verb, kind
        What was asked for; a `verb` alone is the sentence itself.
    whose
        Whose objects are granted, `own` or `entered`, where only others' are refused.
    """

    status = 403

    def __init__(self, verb: str, kind: str = "", *, whose: str = "") -> None:
        self.verb, self.kind, self.whose = verb, kind, whose
        super().__init__(verb, kind)

    def __str__(self) -> str:
        if not self.kind:
            return self.verb
        return str(import_module("bridgehead.kit.access_phrases").denied(self.verb, self.kind, whose=self.whose))


LASTING = frozenset({"configured", "damaged", "file", "newer", "refused"})
"""Faults of the machine that somebody has to mend: to wait does not help."""


class Conflict(BridgeheadError):
    """Somebody else changed meanwhile what this would change."""

    status = 409


@dataclass(frozen=True)
class Difference:
    """A field that two people gave different values.

    Attributes
    ----------
    name
        Attribute of the model.
    theirs
        What the record holds now.
    yours
        What was to be written.
    """

    name: str
    theirs: Any
    yours: Any


class Stale(Conflict):
    """A record has other values than when its form was opened.

    Parameters
    ----------
    position
        The record's position in the change log now: with it, a save overwrites knowingly.
    by
        Who changed it last; blank where nobody is named.
    differences
        The fields in question.
    """

    def __init__(self, position: int, by: str, differences: Sequence[Difference]) -> None:
        self.position, self.by, self.differences = position, by, tuple(differences)
        super().__init__(position, by, differences)

    def __str__(self) -> str:
        names = ", ".join(difference.name for difference in self.differences)
        return str(_phrases().changed_meanwhile(self.by, names))


class Repeated(Conflict):
    """The same form was sent before, and was done then.

    Parameters
    ----------
    batch
        Number of the batch that did it.
    """

    def __init__(self, batch: int) -> None:
        self.batch = batch
        super().__init__(batch)

    def __str__(self) -> str:
        return str(_phrases().done_before(self.batch))


class Busy(BridgeheadError):
    """Others write; the same request may be sent again."""

    status = 503
    code = "busy"
    is_lasting = False

    def __str__(self) -> str:
        return str(_phrases().busy())


class MachineFault(Busy):
    """The machine or the database does not allow what was asked for.

    Parameters
    ----------
    code
        Which sentence of `kit.error_phrases` says it.
    file
        The file in question; blank where none is known.
    said
        What the system or the database said.
    """

    def __init__(self, code: str, *, file: str = "", said: str = "") -> None:
        self.code, self.file, self.said = code, file, said
        self.is_lasting = code in LASTING
        super().__init__(code, file, said)

    def __str__(self) -> str:
        return str(_phrases().machine_fault(self))


class InputError(BridgeheadError):
    """One thing in an input is not what it should be.

    Its text comes from `kit.error_phrases`, in the language of whoever reads it.

    Parameters
    ----------
    expected
        What would have been right.
    file, row, column
        Where; the row counts lines of the table as a spreadsheet shows them (the header is row 1).
    found
        What stood there: quoted, and shortened when long, or a `FoundInput`; `finds("nothing")` where it is missing.
    code
        Which sentence of `kit.error_phrases` says it; blank for the general one.
    sentence
        The whole reason, where no code fits; begins in lower case, to follow the place.
    leaves_blank
        Whether an import goes on, with the cell blank: what is doubtful refuses no record.
    """

    def __init__(  # noqa: PLR0913 what can be said of a cell
        self,
        expected: Expected,
        *,
        file: object = None,
        row: int | None = None,
        column: str | None = None,
        found: object = None,
        code: str = "",
        sentence: object = "",
        leaves_blank: bool = False,
    ) -> None:
        self.expected = expected
        self.file = None if file is None else str(file)
        self.row = row
        self.column = column
        self.found = found if found is None or isinstance(found, FoundInput) else shorten(str(found))
        self.code = code
        self.sentence = sentence
        self.leaves_blank = leaves_blank
        super().__init__(str(code or "input"), found)

    @property
    def reason(self) -> str:
        """What is wrong and what to do, without the place."""
        return str(self.sentence or _phrases().reason_of(self))

    def __str__(self) -> str:
        return str(_phrases().sentence_of(self))


def unreadable(path: object, error: OSError | ValueError, what: str = "file") -> InputError:
    """The error of a file or folder that the disk does not give."""
    found = getattr(error, "strerror", None) or error
    return InputError(expects(f"readable_{what}"), file=path, found=found, code="unreadable")


def unwritable(path: object, error: OSError, what: str = "file") -> InputError:
    """The error of a file or folder that the disk does not take."""
    found = error.strerror or error
    return InputError(expects(f"writable_{what}"), file=path, found=found, code="unwritable")


def _phrases() -> Any:
    """The sentences, loaded by whoever shows an error: cores raise errors without Django."""
    return import_module("bridgehead.kit.error_phrases")


def shorten(text: str, limit: int = 80) -> str:
    """Cut text to a length that fits an error line, saying how long it was."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text):,} characters)"
