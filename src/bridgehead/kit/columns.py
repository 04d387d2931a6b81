"""What a column may hold, derived from its model field: reading text, writing text, saying it in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from bridgehead.kit import countries, dates, fields, limits, numbers

ID_SHAPE = re.compile(r"[\w.\-]*\w[\w.\-]*")
MOMENT_SHAPE = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[T ])?(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
LARGEST_COUNT = 2**31 - 1
SEPARATOR = ";"

Vocabularies = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Column:
    """One column of a table of the case folder.

    Attributes
    ----------
    name
        Heading in the file.
    attribute
        Attribute of the model that holds it.
    reads
        Text to value; raises ValueError for text that it refuses. Never sees a blank.
    writes
        Value to text.
    expected
        What it takes, in words.
    refers
        Name of the model whose ids it holds, or blank.
    blank
        The value of an empty cell.
    """

    name: str
    attribute: str
    required: bool
    reads: Callable[[str], Any]
    writes: Callable[[Any], str]
    expected: str
    refers: str = ""
    blank: Any = ""
    help: str = ""

    @property
    def items(self) -> bool:
        """Whether it holds a list."""
        return isinstance(self.blank, list)


def column_of(model: type[models.Model], name: str, attribute: str, vocabularies: Vocabularies) -> Column:
    """Derive a column from the model field that holds it."""
    field = cast("models.Field[Any, Any]", model._meta.get_field(attribute))
    reads, writes, expected, refers = _codec(field, vocabularies)
    return Column(
        name=name,
        attribute=field.attname,
        required=not field.blank and not field.null,
        reads=reads,
        writes=writes,
        expected=expected,
        refers=refers,
        blank=[] if isinstance(field, fields.ListField) else None if field.null else "",
        help=str(field.help_text),
    )


def _codec(
    field: "models.Field[Any, Any]", vocabularies: Vocabularies
) -> tuple[Callable[[str], Any], Callable[[Any], str], str, str]:
    match field:
        case models.ForeignKey():
            target = field.related_model
            name = target if isinstance(target, str) else target.__name__
            return _id, _plain, f"the id of a row of {name.lower()}", name.lower()
        case fields.ListField():
            return _list_codec(field.item, vocabularies)
        case fields.CodeField():
            return _id, _plain, "the id of a code (the framework's or a codebook's)", "code"
        case _:
            reads, expected = _scalar(field, vocabularies)
            return reads, numbers.render if _is_number(field) else _plain, expected, ""


def _scalar(  # noqa: PLR0911 one line a kind of field is the shortest way to say it
    field: "models.Field[Any, Any]", vocabularies: Vocabularies
) -> tuple[Callable[[str], Any], str]:
    match field:
        case fields.IdField():
            return _id, "an id (letters, digits, - _ .)"
        case fields.DateField():
            return _checked(dates.is_date), "a date (2019, 2019-05 or 2019-05-31)"
        case fields.MomentField():
            return _checked(_is_moment), "a time (09:30 or 2019-05-31T09:30)"
        case fields.CountryField():
            return _country, "a country (ISO 3166-1 alpha-2, such as DK)"
        case fields.LanguageField():
            return _checked(lambda text: text in countries.languages()), "a language (ISO 639-1, such as da)"
        case fields.NumberField():
            return _within(numbers.parse, field.low, field.high), _range("a number", field.low, field.high)
        case fields.CountField():
            return _within(_whole, field.low, field.high), _range("a whole number", field.low, field.high)
        case fields.TermField():
            terms = vocabularies[field.vocabulary]
            return _checked(terms.__contains__), "one of " + ", ".join(terms)
        case fields.LongTextField():
            return _text(limits.TEXT_LENGTH), f"text of at most {limits.TEXT_LENGTH:,} characters"
        case _:
            limit = field.max_length or limits.LINE_LENGTH
            return _text(limit), f"text of at most {limit:,} characters"


def _list_codec(item: str, vocabularies: Vocabularies) -> tuple[Callable[[str], Any], Callable[[Any], str], str, str]:
    kind, _, of = item.partition(":")
    reads: Callable[[str], Any]
    match kind:
        case "country":
            reads, expected = _country, "countries (ISO 3166-1 alpha-2)"
        case "term":
            terms = vocabularies[of]
            reads, expected = _checked(terms.__contains__), "terms out of " + ", ".join(terms)
        case "ref":
            reads, expected = _id, f"ids of rows of {of}"
        case _:
            reads, expected = _text(limits.LINE_LENGTH), "texts"
    return (
        lambda text: [reads(part) for part in text.split(SEPARATOR) if part],
        SEPARATOR.join,
        f"{expected}, separated by {SEPARATOR}",
        of if kind == "ref" else "",
    )


def _is_number(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, fields.NumberField | fields.CountField)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _is_moment(text: str) -> bool:
    match = MOMENT_SHAPE.fullmatch(text)
    return match is not None and (match[1] is None or dates.is_date(match[1]))


def _whole(text: str) -> int:
    """A whole number that every store can hold."""
    if re.fullmatch(r"-?\d{1,10}", text, re.ASCII) is None or abs(int(text)) > LARGEST_COUNT:
        raise ValueError(text)
    return int(text)


def _id(text: str) -> str:
    if ID_SHAPE.fullmatch(text) is None or len(text) > limits.ID_LENGTH:
        raise ValueError(text)
    return text


def _country(text: str) -> str:
    if text not in countries.names():
        raise ValueError(text)
    return text


def _text(limit: int) -> Callable[[str], str]:
    return _checked(lambda text: len(text) <= limit)


def _checked(allows: Callable[[str], bool]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not allows(text):
            raise ValueError(text)
        return text

    return read


def _within(reads: Callable[[str], Any], low: float | None, high: float | None) -> Callable[[str], Any]:
    if low is None and high is None:
        return reads

    def read(text: str) -> Any:
        value = reads(text)
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(text)
        return value

    return read


def _range(what: str, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{what} from {numbers.render(low)} to {numbers.render(high)}"
    return what if low is None else f"{what} of at least {numbers.render(low)}"
