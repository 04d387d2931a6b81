"""Model fields that say what a column of the case folder may hold.

The store, the exchange format, the forms, the import checks and the reference pages all ask these classes, so
that what a column means is said once: in the model. `accepts` judges a value of the kind that the store holds,
never a blank one: whether a field may be blank is Django's own `blank` and `null`.
"""

import json
import math
import sys
from typing import Any

from bridgehead.kit import countries, filenames, list_items, number_format, partial_dates, vocabularies
from bridgehead.kit.checked_field import CharField, CheckedField, FloatField, IntegerField, JSONField, TextField
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

TEXTS = frozenset({str})


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


class AccountField(LineField):
    """A colleague, by the name of their account; accounts are not in the case folder, so any name is taken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 150, **options})


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
        return isinstance(value, str) and partial_dates.is_moment(value)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """A time that an earlier version let in and nobody can read is unknown; `doctor` names it."""
        return value if not value or partial_dates.is_moment(value) else ""


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
    """A list of lines, terms, countries or ids; its items are checked as `item` says (`kit.list_items`)."""

    def __init__(self, *, item: str = "line", **options: Any) -> None:
        self.item = item
        super().__init__(**{"blank": True, "default": list, "encoder": UnescapedJSONEncoder, **options})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return list_items.expected_items(self.item)

    @property
    def targets(self) -> tuple[str, ...]:
        """The tables whose ids it lists; none where it lists no ids."""
        return list_items.tables_of(self.item)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, list | tuple) and all(
            isinstance(item, str) and list_items.accepts_item(self.item, item) for item in value
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Of what the store took and is no list of texts, the texts; `doctor` names the rest."""
        found = super().from_db_value(value, expression, connection)
        if isinstance(found, list) and TEXTS.issuperset(map(type, found)):
            return found
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


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
