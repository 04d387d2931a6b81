"""Documents that belong to a record: kept as stored files, in backups and in a person's export."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.followup.core.document_types import file_of, is_own_file, media_type_of, own_files
from bridgehead.followup.models import Attachment
from bridgehead.followup.services.about import TEAM, belongs_to, holder, name_of
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.form_fields import short_name
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt


def attach(record: Model, name: str, content: bytes, *, viewer: Viewer) -> Receipt[str]:
    """Keep a document with a record; the result is its id.

    Raises
    ------
    NotAllowed
        To whoever may not keep documents.
    InputError
        If it is empty, too large, or of a type that is not kept.
    """
    viewer.require(Verb.CHANGE, Resource.NOTE)
    media_type_of(name, content)
    with batch("document.attach", viewer=viewer, name=name_of(record)) as writer:
        [id_] = put_documents(writer, [(name, content)], belongs_to(record), by=viewer.name)
    return writer.receipt(id_)


def put_documents(
    writer: Writer, documents: Iterable[tuple[str, bytes]], references: Mapping[str, str | None], *, by: str
) -> list[str]:
    """Write documents, by name and content, within a batch; their ids.

    Raises
    ------
    InputError
        If one is of a type that is not kept.
    """
    ids = []
    for name, content in documents:
        media_type, short = media_type_of(name, content), short_name(name)
        today = timezone.localdate().isoformat()
        id_ = free_id(Attachment, "document", today)  # ids stay in the log: a name may tell who it was about
        file = file_of(id_, short)
        row: dict[str, Any] = {"id": id_, "name": short, "file": file, "media_type": media_type, "size": len(content)}
        writer.put(StoredFile, [{"id": file, "content": content}])
        writer.put(Attachment, [row | {"date": today, "by": by, **references}])
        ids.append(id_)
    return ids


def documents_of(kind: str, id_: str) -> "QuerySet[Attachment]":
    """The documents that belong to a record of one of `about.holders`, the latest first.

    Raises
    ------
    NotFound
        If there is no such record.
    """
    holder(kind, id_)
    return Attachment.objects.filter(**{TEAM if kind == TEAM else f"{kind}_id": id_}).order_by("-date", "-pk")


def files_of(documents: "QuerySet[Attachment]") -> list[str]:
    """The stored files that go with these documents: their own ones, which no other record names."""
    keys = list(documents.values_list("pk", flat=True))
    theirs = [file for key in keys for file in own_files(key)]
    own = set(StoredFile.objects.filter(pk__in=theirs).values_list("pk", flat=True))
    others = set(Attachment.objects.filter(file__in=own).exclude(pk__in=keys).values_list("file", flat=True))
    return sorted(own - others - set(Source.objects.filter(file__in=own).values_list("file", flat=True)))


def attachment(id_: str) -> Attachment:
    """A document.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Attachment.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(_("There is no such document."))
    return found


def content_of_document(found: Attachment) -> bytes:
    """What a document holds.

    Raises
    ------
    NotFound
        If its stored file is gone, or is another record's.
    """
    own = found.file if is_own_file(found.pk, found.file) else ""
    content = StoredFile.objects.filter(pk=own).values_list("content", flat=True).first()
    if content is None:
        raise NotFound(_("The content of this document is missing."))
    return bytes(content)
