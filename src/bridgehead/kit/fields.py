"""Model fields that say what a column of the case folder may hold.

The store, the exchange format, the import checks and the reference pages all read these classes, so
that what a column means is said once: in the model.
"""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from bridgehead.kit.limits import ID_LENGTH, LINE_LENGTH

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    FloatField = models.FloatField[float | None, float | None]
    IntegerField = models.IntegerField[int | None, int | None]
    JSONField = models.JSONField[list[str], list[str]]
else:
    CharField, TextField, FloatField = models.CharField, models.TextField, models.FloatField
    IntegerField, JSONField = models.IntegerField, models.JSONField


class IdField(CharField):
    """A short, readable id: letters of any alphabet, digits, `-`, `_`, `.`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": ID_LENGTH, **options})


class KeyField(CharField):
    """The primary key of a row whose file has no id: the columns that identify it, joined."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 800, "primary_key": True, "editable": False, **options})


class LineField(CharField):
    """One line of text: a name, a title, a role."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LINE_LENGTH, "blank": True, "default": "", **options})


class LongTextField(TextField):
    """Text of any number of lines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"blank": True, "default": "", **options})


class DateField(CharField):
    """A partial date (`2019`, `2019-05`, `2019-05-31`); see `kit.dates`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 10, "blank": True, "default": "", **options})


class MomentField(CharField):
    """A time of a day or a date with a time (`09:30`, `2019-05-31T09:30`)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 16, "blank": True, "default": "", **options})


class CountryField(CharField):
    """A country or market: ISO 3166-1 alpha-2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2, "blank": True, "default": "", **options})


class LanguageField(CharField):
    """A language: ISO 639-1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2, "blank": True, "default": "", **options})


class NumberField(FloatField):
    """A finite number, or unknown."""

    def __init__(self, *, low: float | None = None, high: float | None = None, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(**{"null": True, "blank": True, "default": None, **options})


class CountField(IntegerField):
    """A whole number from `low` to `high`, or unknown."""

    def __init__(self, *, low: int | None = None, high: int | None = None, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(**{"null": True, "blank": True, "default": None, **options})


class TermField(CharField):
    """A term of one of the framework's vocabularies (`framework/vocabularies.toml`)."""

    def __init__(self, *, vocabulary: str = "", **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(**{"max_length": 60, "blank": True, "default": "", **options})


class CodeField(CharField):
    """A code: one of the framework's, or one of a codebook's (`codes.csv`)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": ID_LENGTH, "blank": True, "default": "", **options})


class PlainJSON(json.JSONEncoder):
    """Letters stay letters, so that a search finds `ø` in a stored list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class ListField(JSONField):
    """A list of lines, terms, countries or ids; its items are checked as `item` says.

    `item` is `line`, `country`, `term:VOCABULARY` or `ref:MODEL`.
    """

    def __init__(self, *, item: str = "line", **options: Any) -> None:
        self.item = item
        super().__init__(**{"blank": True, "default": list, "encoder": PlainJSON, **options})


class MentionField(CharField):
    """Text that names somebody or something; a link where it is an id of `model`.

    Buyers and funders are often outside the network, so a plain name is allowed.
    """

    def __init__(self, *, model: str = "", **options: Any) -> None:
        self.model_name = model
        super().__init__(**{"max_length": LINE_LENGTH, "blank": True, "default": "", **options})
