"""The best and the worst that each column may be given, derived from the models."""

import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from bridgehead.followup.models import Attachment
from bridgehead.kit import clock_field, model_fields, setting_fields, vocabularies
from bridgehead.kit.field_limits import INDEXED_BYTES, LINE_LENGTH
from bridgehead.kit.models import KeyedRecord
from bridgehead.workspace.case_files import CASE_FILES

Field = Any
"""A field of a model; what is asked of it depends on its kind."""

FILES = {file.model: file for file in CASE_FILES}
FILE_NAME_BYTES = 255
KEPT = "talk.txt"
"""The stored file that rows name which have to name one."""
MODELS = tuple(FILES)
PEERS = 96
"""Rows of each table that others refer to, so that a key made of references alone can differ."""

RANDOM = random.Random(15)  # noqa: S311 letters, no secrets
FOUR_BYTES = "".join(chr(n) for n in range(0x1F300, 0x1F5FF))


def incompressible(length: int) -> str:
    """Letters of four bytes each that no index makes smaller."""
    return "".join(RANDOM.choices(FOUR_BYTES, k=length))


def longest(field: Field) -> str:
    """The longest line of such letters that a field takes."""
    limit = field.max_length or LINE_LENGTH
    return incompressible(min(limit, INDEXED_BYTES // 4) if field.db_index else limit)


LINES = [
    "=cmd|' /C calc'!A1", "+1", "-1", "@x", "'", "'=1", " leading and trailing ", "a\nb", "a\r\nb\rc", "\t", '"',
    'quo"te, comma; semi', "a\\b/c", "/", "\\", "%00", "NULL", "None", "nan", "0012", "1e5", "\ufeffmark", "\u202eabc",
    "\u2028", "\x85", "<script>", "{{ 7*7 }}", "👩‍👩‍👧", "e\u0301", "_x0041_", "[long text 1, in sheet long_texts] no",
]  # fmt: skip


def good(field: Field, *, file: str) -> list[Any]:
    """Valid extremes of a column; references are looked after apart."""
    if field.attname == "file":
        return [file]
    return next((list(values(field)) for kind, values in GOOD.items() if isinstance(field, kind)), [])


def bad(field: Field) -> list[Any]:
    """What a column must refuse, whoever writes it."""
    required: list[Any] = [] if field.blank else [[] if isinstance(field, model_fields.ListField) else ""]
    required += [] if field.null else [None]
    return [*required, *next((values(field) for kind, values in BAD.items() if isinstance(field, kind)), ())]


def _dates(field: Field) -> list[str]:
    first = [] if field.attname in {"until", "end", "deadline"} else ["0001"]  # nothing ends before it began
    return [*first, "9999-12-31", "2019-02", "2020-02-29"]


def _numbers(field: Any) -> list[float]:
    largest = sys.float_info.max
    ends = [-largest if field.low is None else field.low, largest if field.high is None else field.high]
    return [*ends, 1e-300, 5e-324, 0.1 + 0.2]


def _lists(field: Any) -> list[list[str]]:
    kind, _, of = field.item.partition(":")
    if kind == "country":
        return [["XK", "DK"]]
    if kind == "term":
        return [list(vocabularies.terms(of))]
    if kind == "ref":
        of = of.split("|")[0]
        return [[f"{of}-1", f"{of}-2"]]
    return [[incompressible(1_000), *(line.replace(";", ",") for line in LINES)], ["x"] * 3_000]


def _lines(field: Field) -> list[str]:
    return [longest(field), *(line for line in LINES if not line.isspace() or field.blank)]


GOOD: Mapping[type, Callable[[Any], Iterable[Any]]] = {
    model_fields.DateField: _dates,
    model_fields.MomentField: lambda _: ["00:00", "9999-12-31T23:59"],
    clock_field.ClockField: lambda _: ["00:00", "23:59"],
    setting_fields.TimeZoneField: lambda _: ["Europe/Copenhagen", "America/Argentina/Buenos_Aires", "UTC"],
    model_fields.CountryField: lambda _: ["XK", "DK"],
    model_fields.LanguageField: lambda _: ["da", "zu"],
    model_fields.TermField: lambda field: vocabularies.terms(field.vocabulary),
    model_fields.NumberField: _numbers,
    model_fields.CountField: lambda field: [field.low or 0, field.high or 2**31 - 1],
    model_fields.ListField: _lists,
    model_fields.CodeField: lambda _: ["Oa.network", "code-1"],
    model_fields.IdField: lambda field: ["DK"] if field.attname == "subject" else ["a", "𐌰" * 100, "-.a_", "å1"],
    model_fields.LongTextField: lambda field: [
        incompressible(50_000),
        *(line for line in LINES if not line.isspace() or field.blank),
    ],
    model_fields.LineField: _lines,
}


def _beyond(field: Any) -> list[float]:
    low = [] if field.low is None else [field.low - 1]
    return [*low, *([] if field.high is None else [field.high + 1])]


def _bad_lists(field: Any) -> list[Any]:
    kind = field.item.partition(":")[0]
    no_items: dict[str, list[Any]] = {"country": [["ZZ"]], "term": [["no such"]], "ref": [["a b"]]}
    no_items["line"] = [["x" * 1_001]]
    return [*no_items[kind], ["a;b"], [""], [None], [1], ["a\0"], ["\ud800"], "abc", {"a": 1}]


def _bad_lines(field: Any) -> list[Any]:
    indexed = [incompressible(1_000)] if field.db_index and field.max_length >= 1_000 else []
    blank = [] if field.blank else [" ", "\n\t", "\u2003"]
    return [*blank, *indexed, "x" * (field.max_length + 1), "a\0b", "\udfff", 7, ["a"]]


BAD: Mapping[type, Callable[[Any], list[Any]]] = {
    model_fields.DateField: lambda _: [
        "31.5.2019",
        "2019-02-30",
        "2019-5",
        "0000",
        " 2019",
        "２０１９",
        2019,
        "2019\n",
    ],
    model_fields.MomentField: lambda _: ["9:30", "25:00", "2019-02-30T09:30", "09:30:00"],
    clock_field.ClockField: lambda _: ["9:30", "25:00", "2019-05-31T09:30", "09:30:00"],
    setting_fields.TimeZoneField: lambda _: ["CET", "europe/copenhagen", "../etc", "+01:00", 1],
    model_fields.CountryField: lambda _: ["ZZ", "dk", "DNK", "D\0"],
    model_fields.LanguageField: lambda _: ["zz", "DA", "dan"],
    model_fields.TermField: lambda _: ["no such term", "X" * 61, 1],
    model_fields.NumberField: lambda field: [*_beyond(field), float("nan"), float("inf"), "1", "x", True],
    model_fields.CountField: lambda _: [-1, 2**31, 2**63, 1.5, "1", True],
    model_fields.ListField: _bad_lists,
    model_fields.IdField: lambda _: ["a b", "a/b", "x" * 101, "...", "a\0", "\ud800", 7, "a\n"],
    model_fields.LongTextField: lambda field: [
        *([] if field.blank else [" ", "\n\t"]),
        *("x" * 50_001, "a\0b", "\ud800", 7),
    ],
    model_fields.LineField: _bad_lines,
    models.ForeignKey: lambda _: ["a b", "", "x" * 101, "nobody-there"],
}


def columns(model: type[models.Model]) -> list[Field]:
    """The columns of a table's file, without the key of rows that are known by what they hold."""
    return [f for f in model._meta.concrete_fields if not (f.primary_key and issubclass(model, KeyedRecord))]


def row(model: type[models.Model], number: int, /, **given: Any) -> dict[str, Any]:
    """A valid row; `number` makes it another one."""
    made: dict[str, Any] = {}
    for place, field in enumerate(columns(model)):
        if field.primary_key:
            made["id"] = f"{model.__name__.lower()}-{number}"
        elif isinstance(field, models.ForeignKey):
            of = field.related_model.__name__.lower()
            key = getattr(model, "key_fields", ())
            leads_key = field.attname in key[:1]
            turn = number // PEERS if field.attname in key[1:] and not _is_dated(model) else number  # each its key
            made[field.attname] = f"{of}-{(turn + place) % PEERS}" if leads_key or not field.null else None
        elif field.attname in getattr(model, "key_fields", ()) and isinstance(field, model_fields.DateField):
            made[field.attname] = f"{1000 + number}"
        elif field.attname in getattr(model, "key_fields", ()) and isinstance(field, model_fields.CountField):
            made[field.attname] = field.low + number
        else:
            made[field.attname] = _plain(field, number)
    made |= given
    if issubclass(model, KeyedRecord):
        made["id"] = model.key_of(made)
    if model is Attachment and made["file"] == KEPT:
        made["file"] = f"attachments/{made['id']}.txt"
    return made


def _is_dated(model: type[models.Model]) -> bool:
    """Whether the key of a row has its number in a date: then two references in it may go on side by side."""
    return any(
        isinstance(model._meta.get_field(name), model_fields.DateField) for name in getattr(model, "key_fields", ())
    )


def _plain(field: Field, number: int) -> Any:
    match field:
        case model_fields.TermField() if not field.blank:
            return next(term for term in vocabularies.terms(field.vocabulary) if term != "country")
        case model_fields.CodeField() if not field.blank:
            return "Oa.network"
        case model_fields.IdField():
            return f"actor-{number % PEERS}" if field.attname == "subject" else "" if field.blank else f"x-{number}"
        case model_fields.LineField() | model_fields.LongTextField() if not field.blank or field.attname in {
            "role",
            "site",
            "by",
        }:
            return KEPT if field.attname == "file" else f"{field.attname} {number}"
        case model_fields.ListField():
            return []
    empty = (field.low or 0) if isinstance(field, model_fields.NumberField | model_fields.CountField) else ""
    return None if field.null else empty


@dataclass(frozen=True)
class Case:
    """A row in which one column has an extreme."""

    model: type[models.Model]
    field: Field
    value: Any
    row: dict[str, Any]

    def __repr__(self) -> str:
        return f"{self.model.__name__}.{self.field.name}={json.dumps(self.value, default=str)[:60]}"


def base() -> Iterator[tuple[type[models.Model], list[dict[str, Any]]]]:
    """Rows that the others refer to."""
    targets = {f.related_model for model in MODELS for f in columns(model) if f.related_model}
    listed = {f.item[4:] for m in MODELS for f in columns(m) if getattr(f, "item", "").startswith("ref:")}
    for model in MODELS:
        if model in targets or model.__name__.lower() in listed:
            yield model, [row(model, number) for number in range(PEERS)]


def good_cases(model: type[models.Model], *, file: str) -> list[Case]:
    """A row for each extreme of each column."""
    found: list[Case] = []
    of_country = {"subject": "DE", "subject_kind": "country"}
    for field in columns(model):
        for value in good(field, file=file):
            if model is Attachment and field.primary_key and len(f"{value}.txt".encode()) > FILE_NAME_BYTES:
                continue  # no disk keeps a file of that name
            number = 100 + len(found)
            more = of_country if field.attname == "subject" or value == "country" else {}
            found.append(Case(model, field, value, row(model, number, **{**more, field.attname: value})))
    return found
