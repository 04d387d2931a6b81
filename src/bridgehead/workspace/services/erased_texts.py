"""A person blotted out of every text of the store: records, the change log, tasks, mails, sessions, ids.

It goes past the batch: its lines of the change log would hold what is to be forgotten. What it changed gets a line
without values instead, so that indices and caches read it again.
"""

import base64
import binascii
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Cast

from bridgehead.ecosystem.models import Actor, Source, StoredFile
from bridgehead.evidence.core.qda.guids import file_of
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.model_fields import (
    AccountField,
    CountryField,
    DateField,
    LanguageField,
    MomentField,
    TermField,
)
from bridgehead.kit.models import Batch, Change, KeyedRecord, NamedRecord
from bridgehead.kit.readable_ids import FreeIds
from bridgehead.kit.sealing import opened
from bridgehead.mail.models import OutboxMail
from bridgehead.workspace.core.erased_words import ErasedWords
from bridgehead.workspace.queries.referring_columns import references_to

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field

FIXED = (TermField, CountryField, LanguageField, DateField, MomentField)
"""Fields that hold no words of anybody's own."""
ERASED = "erased"
"""Stands in an id in place of a person's name."""
LOG = (Batch, Change)
Renamed = dict[tuple[type[models.Model], str], str]


@dataclass
class TextSweep:
    """Blots one person out of the texts of the store, within a batch.

    Attributes
    ----------
    accounts
        Names of accounts that are removed: columns that name one become blank.
    blotted
        How many texts had something of the person.
    """

    writer: Writer
    words: ErasedWords
    accounts: Collection[str] = ()
    blotted: int = 0
    touched: set[tuple[type[models.Model], str]] = field(default_factory=set)
    renamed: Renamed = field(default_factory=dict)

    def run(self) -> None:
        """Blot the person out of everything."""
        every = [model for model in apps.get_models() if model not in (*LOG, Session)]
        for model in _named(every):
            self.renamed |= {(model, old): new for old, new in self._renames(model)}
        self.renamed |= _files_of_sources(self.renamed)
        for model in every:
            self._blot_table(model)
        for (model, old), new in list(self.renamed.items()):
            self._change_key(model, old, new)
        for model in every:
            if issubclass(model, KeyedRecord):
                self._rekey(model)
        self._blot_attachments()
        self._blot_files()
        self._blot_sessions()
        for model in LOG:
            self._blot_table(model)
        self._note()

    @property
    def _ids(self) -> dict[str, str]:
        return {old: new for (_, old), new in self.renamed.items()}

    def _renames(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        """Ids of a table that have the name, and what they become."""
        having = [key for key in _found(model, [_key(model)], self.words) if self.words.are_in(key)]
        if not having:
            return
        taken = FreeIds(model._default_manager.order_by().values_list("pk", flat=True))
        for old in having:
            new = taken.free(self.words.replaced(old, lambda _: ERASED))
            taken.add(new)
            yield old, new

    def _blot_table(self, model: type[models.Model]) -> None:
        columns = _text_columns(model)
        ids = self._ids
        for owner in (column.name for column in columns if isinstance(column, AccountField) and self.accounts):
            theirs = model._default_manager.filter(**{f"{owner}__in": self.accounts})
            self.touched |= {(model, key) for key in theirs.values_list("pk", flat=True)}
            theirs.update(**{owner: ""})
        for key, texts in _found_rows(model, columns, self.words).items():
            changed = {}
            for column, text in zip(columns, texts, strict=True):
                if text is not None and (new := self._blotted(column, text, ids, key)) is not None:
                    changed[column.name] = new
            if changed:
                model._default_manager.filter(pk=key).update(**changed)
                self.blotted += len(changed)
                self.touched.add((model, key))

    def _blotted(self, column: Field, text: str, ids: Mapping[str, str], key: Any) -> Any:
        """What a column holds afterwards; None where that is the same."""
        if isinstance(column, models.JSONField):
            try:
                value = json.loads(text)
            except ValueError:
                return None
            new = self.words.blotted_values(value, ids)
            return None if new == value else new
        new = ids.get(text) or self.words.blotted(text)
        if new != text and column.unique:
            new = f"{new}{key}"[: column.max_length]
        return None if new == text else new

    def _change_key(self, model: type[models.Model], old: str, new: str) -> None:
        """Give a record another id, and say so to whatever refers to it and to the log."""
        model._default_manager.filter(pk=old).update(**{_key(model).name: new})
        self.renamed[model, old] = new
        for reference in references_to(model):
            if isinstance(reference.model._meta.get_field(_field_name(reference)), models.ForeignKey):
                rows = reference.model._default_manager.filter(**{reference.attribute: old})
                self.touched |= {(reference.model, key) for key in rows.values_list("pk", flat=True)}
                rows.update(**{reference.attribute: new})
        lines = Change.objects.filter(table=model.__name__.lower(), key=old)
        batches = list(lines.values_list("batch", flat=True))
        Batch.objects.filter(pk__in=batches, subject=old).update(subject=new)
        lines.update(key=new)
        self.touched.discard((model, old))
        self.touched.add((model, new))

    def _rekey(self, model: type[KeyedRecord]) -> None:
        """Give rows whose key holds the name the key that their columns make now."""
        names = [f.attname for f in model._meta.concrete_fields]
        for old in _found(model, [_key(model)], self.words):
            row = model._default_manager.filter(pk=old).values(*names).first()
            new = model.key_of(row) if row else old
            if new == old or not row:
                continue
            if model._default_manager.filter(pk=new).exists():
                model._default_manager.filter(pk=old).delete()
                Change.objects.filter(table=model.__name__.lower(), key=old).update(key=new)
                self.touched.discard((model, old))
            else:
                self._change_key(model, old, new)

    def _blot_attachments(self) -> None:
        """Take files that tell of the person off the mails that are left."""
        for mail in OutboxMail.objects.exclude(attachments=[]):
            kept = [each for each in mail.attachments if not is_told_in(_decoded(each), self.words)]
            if len(kept) < len(mail.attachments):
                OutboxMail.objects.filter(pk=mail.pk).update(attachments=kept)
                self.blotted += 1

    def _blot_files(self) -> None:
        """Blot the person out of stored texts; the log forgets earlier versions of files that have them."""
        for key in list(StoredFile.objects.order_by("pk").values_list("pk", flat=True)):
            content = bytes(StoredFile.objects.values_list("content", flat=True).get(pk=key))
            text = plain_text(content)
            if text is not None and self.words.are_in(text):
                StoredFile.objects.filter(pk=key).update(content=self.words.blotted(text).encode())
                self.blotted += 1
                self.touched.add((StoredFile, key))
        lines = Change.objects.filter(table="storedfile").exclude(before=None, after=None)
        for line in lines.iterator(chunk_size=20):
            if any(is_told_in(_logged(state), self.words) for state in (line.before, line.after)):
                Change.objects.filter(pk=line.pk).update(before=None, after=None)

    def _blot_sessions(self) -> None:
        """Blot the person out of what sessions keep, such as a message that waits to be shown."""
        for session in Session.objects.all():
            kept = session.get_decoded()
            if (new := self.words.blotted_values(kept)) != kept:
                Session.objects.filter(pk=session.pk).update(session_data=Session.objects.encode(new))
                self.blotted += 1

    def _note(self) -> None:
        """Log which records changed, not how."""
        logged = [(m, key) for m, key in self.touched if issubclass(m, NamedRecord | KeyedRecord | StoredFile)]
        lines = [
            Change(batch=self.writer.record, action=Change.Action.CHANGE, table=model.__name__.lower(), key=str(key))
            for model, key in sorted(logged, key=lambda pair: (pair[0].__name__, str(pair[1])))
        ]
        Change.objects.bulk_create(lines, 1_000)


def is_told_in(content: bytes, words: ErasedWords) -> bool:
    """Whether a text file tells of the person."""
    text = plain_text(content)
    return text is not None and words.are_in(text)


def plain_text(content: bytes) -> str | None:
    """The text of a file that is nothing but text; None for others."""
    if b"\0" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _named(every: Collection[type[models.Model]]) -> Iterator[type[models.Model]]:
    """Tables whose ids may be made of a person's name; those of organisations are their own."""
    yield from (model for model in every if issubclass(model, NamedRecord) and model is not Actor)
    yield StoredFile


def _files_of_sources(renamed: Renamed) -> Renamed:
    """The files of sources that get another id get theirs."""
    found: Renamed = {}
    for (model, old), new in renamed.items():
        if model is Source:
            for stored in StoredFile.objects.filter(pk__startswith=f"{old}.").values_list("pk", flat=True):
                found[StoredFile, stored] = file_of(new, stored[len(old) :])
    return found


def _key(model: type[models.Model]) -> Field:
    key: Field | None = model._meta.pk
    if key is None:
        raise TypeError(model)
    return key


def _field_name(reference: Any) -> str:
    return str(next(f.name for f in reference.model._meta.concrete_fields if f.attname == reference.attribute))


def _text_columns(model: type[models.Model]) -> list[Field]:
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField | models.JSONField)
        and not isinstance(column, FIXED)
        and not column.primary_key
    ]


def _found(model: type[models.Model], columns: list[Field], words: ErasedWords) -> list[str]:
    return list(_found_rows(model, columns, words))


def _found_rows(
    model: type[models.Model], columns: list[Field], words: ErasedWords
) -> dict[Any, tuple[str | None, ...]]:
    """The texts of rows of which one may have some of the words, by key."""
    if not columns or not words:
        return {}
    texts = {f"_{n}": Cast(column.attname, models.TextField()) for n, column in enumerate(columns)}
    wanted = models.Q()
    for name in texts:
        for probe in words.probes:
            wanted |= models.Q(**{f"{name}__icontains": probe})
    rows = model._default_manager.order_by().annotate(**texts).filter(wanted)
    return {row[0]: row[1:] for row in rows.values_list("pk", *texts)}


def _decoded(attachment: Mapping[str, str]) -> bytes:
    try:
        return base64.b64decode(attachment.get("content", ""))
    except (binascii.Error, ValueError):
        return b""


def _logged(state: Any) -> bytes:
    """The content of a stored file in a line of the log."""
    held = (state or {}).get("content")
    return opened(_decoded({"content": held.get("base64", "")})) if isinstance(held, dict) else b""
