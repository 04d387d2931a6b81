"""References that point nowhere: to a record, a code or a file that is not there."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from bridgehead.ecosystem.models import Actor, Indicator, Source, StoredFile
from bridgehead.evidence.models import Code
from bridgehead.followup.core.document_types import file_of, is_own_file
from bridgehead.followup.models import Attachment
from bridgehead.framework.loader import load_framework
from bridgehead.kit import checks, countries
from bridgehead.kit.expectations import Expected, expects
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.model_fields import CodeField, ListField
from bridgehead.kit.progress import Progress
from bridgehead.kit.stored import rows_as_stored

Stray = tuple[type[models.Model], Any, "models.Field[Any, Any]", Any, Expected]
"""Table, key, column, what it names, what it should name."""


def found(progress: Progress) -> Iterator[Stray]:
    """Every one of them; what its field does not take at all is no reference."""
    for model in progress(list(apps.get_app_config("bridgehead").get_models()), "Following references"):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                yield from _of_keys(model, field)
            elif isinstance(field, CodeField):
                yield from _of_codes(model, field)
            elif isinstance(field, ListField) and field.targets:
                yield from _of_lists(model, field)
    yield from _of_subjects()
    yield from _of_files()


def _of_keys(model: type[models.Model], field: "models.ForeignKey[Any, Any]") -> Iterator[Stray]:
    target: Any = field.related_model
    there = Exists(target._default_manager.filter(pk=OuterRef(field.attname)))
    rows = model._default_manager.filter(~there, **{f"{field.attname}__isnull": False})
    for key, value in rows.order_by().values_list("pk", field.attname).iterator():
        yield model, key, field, value, checks.expected(field)


def _of_codes(model: type[models.Model], field: CodeField) -> Iterator[Stray]:
    known = {*load_framework().codes, *Code.objects.values_list("pk", flat=True)}
    used = model._default_manager.order_by().values_list(field.attname, flat=True).distinct()
    unknown = [code for code in used if code and code not in known and field.accepts(code)]
    for key, code in _rows(model, field.attname, unknown):
        yield model, key, field, code, checks.expected(field)


def _of_lists(model: type[models.Model], field: ListField) -> Iterator[Stray]:
    targets = [apps.get_model("bridgehead", name) for name in field.targets]
    known = {id_ for target in targets for id_ in target._default_manager.values_list("pk", flat=True)}
    for row in rows_as_stored(model._default_manager.all(), ["id", field.attname]):
        listed = row[field.attname]
        if field.accepts(listed):
            for id_ in listed:
                if id_ not in known:
                    yield model, row["id"], field, id_, expects("row_ids", tables=field.targets, separator=SEPARATOR)


def _of_subjects() -> Iterator[Stray]:
    field = Indicator._meta.get_field("subject")
    known = set(Actor.objects.values_list("pk", flat=True))
    pairs = Indicator.objects.order_by().values_list("subject", "subject_kind").distinct()
    for subject, kind in pairs:
        of_country = kind == "country"
        if subject not in (countries.names() if of_country else known):
            expected = expects("country") if of_country else expects("row_id", table="actor")
            for key in Indicator.objects.filter(subject=subject, subject_kind=kind).values_list("pk", flat=True):
                yield Indicator, key, field, subject, expected


def _of_files() -> Iterator[Stray]:
    for model in (Source, Attachment):
        missing = model._default_manager.exclude(file="").exclude(file__in=StoredFile.objects.values("pk"))
        for key, name in missing.values_list("pk", "file"):
            yield model, key, model._meta.get_field("file"), name, expects("stored_file")
    field = Attachment._meta.get_field("file")
    for key, name in Attachment.objects.order_by("pk").values_list("pk", "file"):
        if not is_own_file(key, name):
            yield Attachment, key, field, name, expects("own_file", name=file_of(key, name))


def _rows(model: type[models.Model], name: str, wanted: Iterable[str]) -> Iterator[tuple[Any, str]]:
    for value in wanted:
        for key in model._default_manager.filter(**{name: value}).values_list("pk", flat=True):
            yield key, value
