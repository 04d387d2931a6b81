"""Tags of records: which there are, and who has one."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.folding import Words
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.list_tables import ListColumn
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.word_filter import with_item

M = TypeVar("M", bound=Model)
TAG = "tag"


def tags_of(model: type[Model]) -> list[str]:
    """The tags that records of a model have, by name."""
    rows = model._default_manager.exclude(tags=[]).order_by().values_list("tags", flat=True).distinct()
    return sorted({tag for tags in rows for tag in tags}, key=lambda tag: (tag.casefold(), tag))


def tagged(found: QuerySet[M], tag: str) -> QuerySet[M]:
    """Those of some records that have a tag; all of them where it is blank."""
    return with_item(found, tag, "tags") if tag else found


def sees_tags(viewer: Viewer, kind: Resource) -> bool:
    """Whether somebody sees the tags of such records: they are notes of those who may change them."""
    return viewer.may(Verb.CHANGE, kind)


def tag_filter(model: type[Model], given: QueryDict, viewer: Viewer, kind: Resource) -> list[ListFilter]:
    """The filter of a list on a tag, for whoever sees tags, where there are some or one is asked for."""
    if not sees_tags(viewer, kind):
        return []
    known = tags_of(model)
    return [ListFilter(TAG, _("Tag"), choices((tag, tag) for tag in known))] if known or given.get(TAG) else []


def tags_column(listing: ListPage[Any]) -> list[ListColumn[Any]]:
    """The column of a list with the tags of its records, where one chooses it and may see it."""
    column = ListColumn[Any]("tags", _("Tags"), lambda r: ";".join(r.tags), lambda r: ", ".join(r.tags), on_page=False)
    return [column] if listing.tags else []


def with_tags(stored: Iterable[str], tags: Iterable[str]) -> list[str]:
    """Tags with further ones; whatever the case, each once, as it was written first."""
    found = {tag.casefold(): tag for tag in reversed([*stored, *tags])}
    return list(reversed(found.values()))


def without_tags(stored: Iterable[str], tags: Iterable[str]) -> list[str]:
    """Tags without some, whatever the case."""
    gone = {tag.casefold() for tag in tags}
    return [tag for tag in stored if tag.casefold() not in gone]


def completions(model: type[Model], text: str, most: int) -> list[str]:
    """What a list of tags that is being typed may become: its last one completed by one that there is."""
    before, _separator, last = text.rpartition(SEPARATOR)
    typed = {tag.strip().casefold() for tag in before.split(SEPARATOR)}
    words = Words(last)
    fitting = [tag for tag in tags_of(model) if words.are_in([tag]) and tag.casefold() not in typed]
    return [f"{before}{SEPARATOR} {tag}" if before else tag for tag in fitting[:most]]
