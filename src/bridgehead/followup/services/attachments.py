"""Documents that belong to a record: kept as stored files, in backups and in a person's export."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import StoredFile
from bridgehead.followup.core.document_types import media_type_of
from bridgehead.followup.models import Attachment
from bridgehead.followup.services.about import about, name_of
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.form_fields import short_name
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt

FOLDER = "attachments"


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
        [id_] = put_documents(writer, [(name, content)], about(record), by=viewer.name)
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
        file = f"{FOLDER}/{id_}{PurePosixPath(short).suffix.lower()}"
        row: dict[str, Any] = {"id": id_, "name": short, "file": file, "media_type": media_type, "size": len(content)}
        writer.put(StoredFile, [{"id": file, "content": content}])
        writer.put(Attachment, [row | {"date": today, "by": by, **references}])
        ids.append(id_)
    return ids


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
        If its stored file is gone.
    """
    content = StoredFile.objects.filter(pk=found.file).values_list("content", flat=True).first()
    if content is None:
        raise NotFound(_("The content of this document is missing."))
    return bytes(content)
