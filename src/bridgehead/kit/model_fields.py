"""Model fields that say what a column of the case folder may hold.

The store, the exchange format, the forms, the import checks and the reference pages all ask these classes, so
that what a column means is said once: in the model. `accepts` judges a value of the kind that the store holds,
never a blank one: whether a field may be blank is Django's own `blank` and `null`.
"""

import json
import math
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from bridgehead.kit import countries, filenames, number_format, partial_dates, vocabularies
from bridgehead.kit.error_phrases import enter
from bridgehead.kit.expectations import Expectation, expects
from bridgehead.kit.field_limits import (
    ID_LENGTH,
    INDEXED_BYTES,
    KEY_LENGTH,
    LARGEST_COUNT,
    LINE_LENGTH,
    TEXT_LENGTH,
    fits_index,
    is_id,
    is_storable,
)

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    FloatField = models.FloatField[float | None, float | None]
    IntegerField = models.IntegerField[int | None, int | None]
    JSONField = models.JSONField[list[str], list[str]]
else:
    CharField, TextField, FloatField = models.CharField, models.TextField, models.FloatField
    IntegerField, JSONField = models.IntegerField, models.JSONField

MOMENT_SHAPE = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[T ])?(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
SEPARATOR = ";"
"""What separates the items of a list in a cell; so no item may have it."""


TEXTS = frozenset({str})


def is_moment(text: str) -> bool:
    """Whether a text is a time of a day, with its date or without."""
    match = MOMENT_SHAPE.fullmatch(text)
    return match is not None and (match[1] is None or partial_dates.is_date(match[1]))


class CheckedField:
    """What makes a field judge every value written to it, whoever writes.

    Every field says `expected` and `accepts` for itself. This is no ABC, since Django copies a field by
    assigning its `__class__`, which Python refuses between an ABC and a plain class.
    """

    _validators: list[Callable[[Any], None]]

    @property
    def expected(self) -> Expectation:
        """What it takes."""
        raise NotImplementedError

    def accepts(self, value: Any) -> bool:
        """Whether it takes a value that is not blank."""
        raise NotImplementedError

    @property
    def validators(self) -> list[Callable[[Any], None]]:
        """Django's way to ask; computed anew, so that what Django appends (a second word on length) is not kept."""
        return [*self._validators, self._validate]

    def _validate(self, value: Any) -> None:
        if not self.accepts(value):
            raise ValidationError(enter(self.expected), code="not_accepted")


class LineField(CheckedField, CharField):
    """One line of text: a name, a title, a role."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LINE_LENGTH, "blank": True, "default": "", **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        longest = self.max_length or LINE_LENGTH
        if _is_indexed(self) and 4 * longest > INDEXED_BYTES:
            return expects("indexed_text_up_to", limit=longest, bytes=INDEXED_BYTES)
        return expects("text_up_to", limit=longest)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return (
            isinstance(value, str)
            and len(value) <= (self.max_length or LINE_LENGTH)
            and is_storable(value)
            and (self.blank or not value.isspace())
            and (not _is_indexed(self) or fits_index(value))
        )


class IdField(CheckedField, CharField):
    """A short, readable id: letters of any alphabet, digits, `-`, `_`, `.`."""

    expected = expects("id")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": ID_LENGTH, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and is_id(value)


class KeyField(CheckedField, CharField):
    """The primary key of a row whose file has no id: the columns that identify it, joined."""

    expected = expects("key_up_to", limit=KEY_LENGTH)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": KEY_LENGTH, "primary_key": True, "editable": False, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and len(value) <= KEY_LENGTH and is_storable(value) and fits_index(value)


class FileNameField(LineField):
    """The name of a stored file inside `files/`: a relative path that every file system takes."""

    expected = filenames.STORABLE

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and filenames.storable_fault(value, self.max_length or LINE_LENGTH) is None


class LongTextField(CheckedField, TextField):
    """Text of any number of lines."""

    expected = expects("text_up_to", limit=TEXT_LENGTH)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        is_text = isinstance(value, str) and len(value) <= TEXT_LENGTH and is_storable(value)
        return is_text and (self.blank or not value.isspace())


class DateField(CheckedField, CharField):
    """A partial date (`2019`, `2019-05`, `2019-05-31`); see `kit.partial_dates`."""

    expected = expects("date")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 10, "blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and partial_dates.is_date(value)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """A date that an earlier version let in and nobody can read is unknown; `doctor` names it."""
        return value if not value or partial_dates.is_date(value) else ""


class MomentField(CheckedField, CharField):
    """A time of a day or a date with a time (`09:30`, `2019-05-31T09:30`)."""

    expected = expects("moment")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 16, "blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and is_moment(value)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """A time that an earlier version let in and nobody can read is unknown; `doctor` names it."""
        return value if not value or is_moment(value) else ""


class CountryField(CheckedField, CharField):
    """A country or market: ISO 3166-1 alpha-2."""

    expected = expects("country")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2, "blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and value in countries.names()


class LanguageField(CheckedField, CharField):
    """A language: ISO 639-1."""

    expected = expects("language")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2, "blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and value in countries.languages()


class NumberField(CheckedField, FloatField):
    """A finite number from `low` to `high`, or unknown."""

    def __init__(self, *, low: float | None = None, high: float | None = None, **options: Any) -> None:
        self.low, self.high = low, high
        self._least = -sys.float_info.max if low is None else low
        self._most = sys.float_info.max if high is None else high
        super().__init__(**{"null": True, "blank": True, "default": None, **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return _range("number", self.low, self.high)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and math.isfinite(value) and _is_within(value, self.low, self.high)

    def from_db_value(self, value: Any, *_: object) -> float | None:
        """What the store took and this field does not is unknown; `doctor` names it."""
        return value if type(value) is float and self._least <= value <= self._most else None


class CountField(CheckedField, IntegerField):
    """A whole number from `low` to `high`, or unknown."""

    def __init__(self, *, low: int | None = None, high: int | None = None, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(**{"null": True, "blank": True, "default": None, **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return _range("whole_number", self.low, self.high)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        is_count = isinstance(value, int) and not isinstance(value, bool)
        return is_count and abs(value) <= LARGEST_COUNT and _is_within(value, self.low, self.high)

    def from_db_value(self, value: Any, *_: object) -> int | None:
        """What the store took and this field does not is unknown; `doctor` names it."""
        return value if value is not None and self.accepts(value) else None


class TermField(CheckedField, CharField):
    """A term of one of the framework's vocabularies (`framework/data/vocabularies.toml`)."""

    def __init__(self, *, vocabulary: str = "", **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**{"max_length": 60, "blank": True, "default": "", **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return expects("one_of", options=vocabularies.terms(self.vocabulary))

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and value in vocabularies.terms(self.vocabulary)


class CodeField(IdField):
    """A code: one of the framework's, or one of a codebook's (`codes.csv`)."""

    expected = expects("code_id")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"blank": True, "default": "", **options})


class UnescapedJSONEncoder(json.JSONEncoder):
    """Letters stay letters, so that a search finds `ø` in a stored list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class ListField(CheckedField, JSONField):
    """A list of lines, terms, countries or ids; its items are checked as `item` says.

    `item` is `line`, `country`, `term:VOCABULARY` or `ref:MODEL`; of several models `ref:ONE|OTHER`.
    """

    def __init__(self, *, item: str = "line", **options: Any) -> None:
        self.item = item
        super().__init__(**{"blank": True, "default": list, "encoder": UnescapedJSONEncoder, **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        kind, _, of = self.item.partition(":")
        match kind:
            case "country":
                return expects("countries", separator=SEPARATOR)
            case "term":
                return expects("terms", options=vocabularies.terms(of), separator=SEPARATOR)
            case "ref":
                return expects("row_ids", tables=self.targets, separator=SEPARATOR)
            case _:
                return expects("texts", separator=SEPARATOR)

    @property
    def targets(self) -> tuple[str, ...]:
        """The tables whose ids it lists; none where it lists no ids."""
        kind, _, of = self.item.partition(":")
        return tuple(of.split("|")) if kind == "ref" else ()

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, list | tuple) and all(
            isinstance(item, str) and self.accepts_item(item) for item in value
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Of what the store took and is no list of texts, the texts; `doctor` names the rest."""
        found = super().from_db_value(value, expression, connection)
        if isinstance(found, list) and TEXTS.issuperset(map(type, found)):
            return found
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []

    def accepts_item(self, item: str) -> bool:
        """Whether one item may stand in the list."""
        kind, _, of = self.item.partition(":")
        match kind:
            case "country":
                return item in countries.names()
            case "term":
                return item in vocabularies.terms(of)
            case "ref":
                return is_id(item)
            case _:
                return 0 < len(item) <= LINE_LENGTH and SEPARATOR not in item and is_storable(item)


class MentionField(LineField):
    """Text that names somebody or something; a link where it is an id of `model`.

    Buyers and funders are often outside the network, so a plain name is allowed.
    """

    def __init__(self, *, model: str = "", **options: Any) -> None:
        self.model_name = model
        super().__init__(**options)


def _is_indexed(field: Any) -> bool:
    return bool(field.db_index)


def _is_within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _range(code: str, low: float | None, high: float | None) -> Expectation:
    if low is not None and high is not None:
        return expects(f"{code}_between", low=number_format.render(low), high=number_format.render(high))
    return expects(code) if low is None else expects(f"{code}_from", low=number_format.render(low))
