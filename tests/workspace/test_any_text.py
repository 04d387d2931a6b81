"""Whatever is typed comes back: records of arbitrary text through the case folder, a zip of it and the workbook."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import models
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Indicator, Source, StoredFile
from bridgehead.evidence.models import MatrixSummary
from bridgehead.followup.models import Attachment
from bridgehead.framework.loader import load_framework
from bridgehead.kit import checks, model_fields, vocabularies
from bridgehead.kit.change_writer import batch
from bridgehead.kit.clock_field import ClockField
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.models import Batch, Change, KeyedRecord
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.setting_fields import TimeZoneField
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.case_workbook import export_workbook, import_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]

NASTY = [
    *("\r", "\n", "\r\n", "a\rb", "a\nb\r\nc", "\r\r\n\n", "x\r", "\rx"),
    *('"', '""', 'a"b', '"a', "a,b", "a;b", ";", ";;", "a|b\tc", "\t"),
    *(" ", "  a  ", "\u00a0a\u00a0", "\u3000", "\u2028", "a\u2029b", "\x85", "\x0b\x0c", "\x1c\x1d\x1e"),
    *("\ufeff", "\ufeffa", "a\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\ud7ff\ue000", "e\u0301", "\u202eabc\u202c"),
    *("=cmd|' /C calc'!A0", "+1", "-1", "@a", "'", "'=1+1", "''a", "=1", "\t=1", "\r=1"),
    *("_x000D_", "_x000d_", "_x0041_", "_xZZZZ_", "__x0041__", "_x005F_x0041_", "a_x005F_", "_x000D", "x000D_"),
    *("_x0041\x01", "\x01x0041_", "_x0041_x0042_x0043_", "_x005F_x005F_", "a_x0041\r\n", "_x0041\ufffe"),
    *("<r>x</r>", "<r><t>x</t></r>", "<r>", "_x0041_</r>", "[coded text 1, in sheet long_texts] x"),
    *("\x01\x02\x1f", "\x7f", "a\x07b", "\x1b[31m", "\x08"),
    *("1", "01", "1.50", "1e5", "TRUE", "true", "#N/A", "#REF!", "2019-05-31", "0x10", "NaN", "inf"),
    *("&amp;", "<b>&", "]]>", "%s %(x)s {}", "\\n\\", "http://evil.example", "mailto:a@b", "internal:Sheet1!A1"),
    *("[long text 1, in sheet long_texts] x", "[long text 2, in sheet long_texts] ", "Ærø Å ß ł 中文 עברית 💡👋🏽"),
    *("a" * 1_000, "_x0041_" * 5_000, '"' * 10_000),
]
RANDOM = random.Random(50)  # noqa: S311 noise, so that a zip of it is not taken for a bomb
NASTY += ["".join(RANDOM.choices(signs, k=50_000)) for signs in ("abcæø", "\r\n a", "\"'=,;", "💡👋\t_x0")]
ALPHABET = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.lists(
    st.one_of(
        st.text(ALPHABET, min_size=1, max_size=12),
        st.sampled_from(NASTY),
        st.lists(st.sampled_from([n for n in NASTY if len(n) < 99]), min_size=2, max_size=3).map("".join),
    ),
    min_size=2,
    max_size=8,
)


@example(NASTY[:30])
@example(NASTY[30:60])
@example(NASTY[60:])
@given(TEXTS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_was_typed_comes_back(texts: list[str]) -> None:
    fresh_store()
    with batch("typed") as writer:
        for name in ("{n}.txt", "attachments/attachment{n}.txt"):
            rows = ({"id": name.format(n=n), "content": text.encode()} for n, text in enumerate(texts))
            writer.put(StoredFile, rows)
        for model in in_order():
            writer.put(model, list(rows_of(model, texts)))
    with tempfile.TemporaryDirectory() as scratch, mock.patch("os.fsync"):
        folder = Path(scratch)
        export_case(folder / "first")
        export_workbook(folder / "first.xlsx")
        packed = Path(shutil.make_archive(str(folder / "packed"), "zip", folder, "first"))
        for number, (bring_in, path) in enumerate(
            ((import_case, folder / "first"), (import_case, packed), (import_workbook, folder / "first.xlsx"))
        ):
            fresh_store()
            bring_in(path, viewer=COMMAND_LINE)
            export_case(folder / f"again{number}")
            assert held(folder / f"again{number}") == held(folder / "first")


def held(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def fresh_store() -> None:
    """Remove all records of the case, and the log of them."""
    for model in (Change, Batch, StoredFile, *reversed(in_order())):
        model._default_manager.all()._raw_delete(model._default_manager.db)


def in_order() -> list[type[models.Model]]:
    """The models of the case folder, each after those that it refers to."""
    found: list[type[models.Model]] = []
    remaining = [table.model for table in tables()]
    while remaining:
        ready = next(model for model in remaining if not needed(model) & (set(remaining) - {model}))
        found.append(ready)
        remaining.remove(ready)
    return found


def needed(model: type[models.Model]) -> set[Any]:
    return {f.related_model for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey) and not f.null}


def rows_of(model: type[models.Model], texts: list[str]) -> Iterator[dict[str, Any]]:
    """A row for each text, in which each text column has another one; nothing that would be twice."""
    seen = set()
    for number in range(len(texts)):
        row = {}
        for place, field in enumerate(model._meta.concrete_fields):
            if isinstance(field, models.ForeignKey):
                other = (number + place) % len(texts)  # no two fields of a row refer to one and the same
                row[field.attname] = None if field.null else f"{field.related_model.__name__.lower()}{other}"
            else:
                row[field.attname] = value_of(field, texts[(number + place) % len(texts)])
        row |= FIXED.get(model, {})
        if model is Source:
            row["file"] = f"{number}.txt"
        if model is Attachment:
            row["file"] = f"attachments/attachment{number}.txt"
        if model is MatrixSummary:
            row["actor_id"] = f"actor{number}"
        row["id"] = model.key_of(row) if issubclass(model, KeyedRecord) else f"{model.__name__.lower()}{number}"
        if row["id"] not in seen and checks.unmet(model._meta.get_field("id"), row["id"]) is None:
            seen.add(row["id"])
            yield row


FIXED: dict[type[models.Model], dict[str, Any]] = {Indicator: {"subject": "DK", "subject_kind": "country"}}
PLAIN = {
    model_fields.DateField: "2019-05",
    model_fields.MomentField: "09:30",
    model_fields.CountryField: "DK",
    model_fields.LanguageField: "da",
    ClockField: "09:30",
    TimeZoneField: "Europe/Copenhagen",
}


def value_of(field: Any, text: str) -> Any:
    match field:
        case model_fields.TermField():
            return next(iter(vocabularies.terms(field.vocabulary)))
        case model_fields.CodeField():
            return next(iter(load_framework().codes))
        case model_fields.ListField():
            return [part for part in text.split(";") if field.accepts([part])] if field.item == "line" else []
        case model_fields.NumberField() | model_fields.CountField():
            return field.low or 1
        case _ if type(field) in PLAIN:
            return PLAIN[type(field)]
        case _:
            text = text[: field.max_length or TEXT_LENGTH]
            return text if checks.unmet(field, text) is None else "x"
