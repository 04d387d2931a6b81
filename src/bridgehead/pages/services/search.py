"""Search over everything: what can be found, who may find it, where it leads."""

import heapq
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Activity, Actor, Person
from bridgehead.evidence.models import Evidence
from bridgehead.kit import countries, navigation
from bridgehead.kit.folding import Words
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.search_index import SearchDocument, SearchHit, SearchIndex
from bridgehead.opportunities.models import Opportunity

LONGEST = 4_000
CHUNK = 500
FEW, MANY = 400, 20_000
"""Changes that are read in while somebody waits for an answer, and so many that all is read again instead."""

MOST = 30
PATIENCE = 1.0
"""Seconds that a search waits for whoever writes the index, before it asks the store."""

OVERLAP = 500
"""Changes that are looked at again: on PostgreSQL an earlier one may be committed after a later one."""


@dataclass(frozen=True)
class SearchSource:
    """What can be found of one table.

    Attributes
    ----------
    kind
        What the access table calls it.
    columns
        The columns that `document` takes, the id first.
    route
        Name of the page of one; takes the id, or the owner's where `of_owner`.
    """

    model: type[Model]
    label: str | Promise
    kind: Resource
    columns: Sequence[str]
    document: Callable[..., tuple[str, str, str]]
    route: str
    of_owner: bool = False

    @property
    def name(self) -> str:
        """The name of its table in the change log."""
        return self.model.__name__.lower()

    def documents(self, keys: Iterable[str] | None = None) -> Iterator[SearchDocument]:
        """The documents of all its rows, or of those with these ids."""
        rows = self.model._default_manager.all()
        for row in (rows if keys is None else rows.filter(pk__in=list(keys))).values_list(*self.columns).iterator():
            title, text, owner = self.document(*row[1:])
            yield SearchDocument(self.name, row[0], title, text[:LONGEST], owner)


def _actor(name: str, aliases: list[str], sector: str, able: list[str], city: str, country: str, about: str) -> Any:
    where = countries.name(country) if country else ""
    return name, " ".join([*aliases, sector, *able, city, where, about]), ""


TABLES = (
    SearchSource(
        Actor,
        _("Organisations"),
        Resource.ACTOR,
        ("pk", "name", "aliases", "sector", "capabilities", "city", "country", "description"),
        _actor,
        "member",
    ),
    SearchSource(
        Person,
        _("Contact persons"),
        Resource.CONTACT,
        ("pk", "name", "role", "email", "actor__name", "actor_id"),
        lambda name, role, email, actor, owner: (name, f"{role} {email} {actor}", owner),
        "member",
        of_owner=True,
    ),
    SearchSource(
        Opportunity,
        _("Opportunities"),
        Resource.OPPORTUNITY,
        ("pk", "title", "buyer", "external_id", "description"),
        lambda title, buyer, number, text: (title, f"{buyer} {number} {text}", ""),
        "opportunity",
    ),
    SearchSource(
        Activity,
        _("Activities"),
        Resource.ACTIVITY,
        ("pk", "name", "programme", "external_id", "description"),
        lambda name, programme, number, text: (name, f"{programme} {number} {text}", ""),
        "activity",
    ),
    SearchSource(
        Evidence,
        _("Evidence"),
        Resource.EVIDENCE,
        ("pk", "summary", "quote", "translation", "code", "actor_id"),
        lambda summary, quote, translation, code, owner: (
            (summary or quote)[:200],
            f"{summary} {quote} {translation} {code}",
            owner or "",
        ),
        "evidence",
    ),
)


@dataclass(frozen=True)
class ResultGroup:
    """What was found of one kind."""

    label: str | Promise
    links: Sequence[tuple[str, str]]


def find(words: str, viewer: Viewer) -> list[ResultGroup]:
    """What has these words and may be seen, by kind; pages of the workbench first.

    The store answers where the index is not there yet, is being written, or knows of nothing: it finds words inside
    others, but forgives no typing errors.
    """
    hits = _indexed(words, viewer) or _stored(words, viewer)
    groups = [ResultGroup(_("Pages"), _pages(words, viewer))]
    for table in sorted(TABLES, key=lambda t: next((i for i, h in enumerate(hits) if h.kind == t.name), len(hits))):
        links = [
            (hit.title or hit.key, reverse(table.route, args=[hit.owner if table.of_owner else hit.key]))
            for hit in hits
            if hit.kind == table.name
        ]
        groups.append(ResultGroup(table.label, links))
    return [group for group in groups if group.links]


def _indexed(words: str, viewer: Viewer) -> list[SearchHit]:
    """What the index finds; nothing while it is far behind or cannot be read."""
    try:
        index, last = SearchIndex(settings.WORKSPACE, PATIENCE), last_change()
        if _is_large(last, index):
            return []
        refresh(index, last)
        every = [table.name for table in TABLES if viewer.may(Verb.VIEW, table.kind)]
        owns = [table.name for table in TABLES if viewer.may(Verb.VIEW, table.kind, owner=viewer.actor)]
        return index.find(words, everybodys=every, owns=owns, owner=viewer.actor or "", most=MOST)
    except sqlite3.Error:
        return []


def _stored(words: str, viewer: Viewer) -> list[SearchHit]:
    """What the store finds, first what has the words in its title; of these the shortest."""
    wanted = Words(words)
    found: list[tuple[bool, int, str, SearchHit]] = []
    for table in TABLES if wanted else ():
        every = viewer.may(Verb.VIEW, table.kind)
        if not every and not (viewer.actor and viewer.may(Verb.VIEW, table.kind, owner=viewer.actor)):
            continue
        for document in table.documents():
            if (every or document.owner == viewer.actor) and wanted.are_in((document.title, document.text)):
                hit = SearchHit(document.kind, document.key, document.title, document.owner)
                found.append((not wanted.are_in((hit.title,)), len(hit.title), hit.title, hit))
    return [hit for *_order, hit in heapq.nsmallest(MOST, found, key=lambda each: each[:3])]


def _pages(words: str, viewer: Viewer) -> list[tuple[str, str]]:
    wanted = Words(words)
    return [
        (str(place.label), reverse(place.route))
        for place in navigation.entries(viewer)
        if wanted and wanted.are_in((str(place.label),))
    ]


def last_change() -> int:
    """The latest change of the log, by its number."""
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def is_behind() -> bool:
    """Whether a large change is still being read in, so that not all of it is found yet."""
    try:
        return _is_large(last_change(), SearchIndex(settings.WORKSPACE, PATIENCE))
    except sqlite3.Error:
        return False


def _is_large(last: int, index: SearchIndex) -> bool:
    """Whether so much changed that nobody should wait for it; few changes are read in at once."""
    return abs(last - index.last()) > FEW


def refresh(index: SearchIndex, last: int) -> None:
    """Bring the index up to this change; from scratch where that is less work."""
    seen = index.last()
    if last == seen:
        return
    since = max(seen - OVERLAP, 0)
    if seen == 0 or last < seen or last - seen > MANY:
        index.put((d for table in TABLES for d in table.documents()), (), last=last, anew=True)
        return
    touched: Mapping[str, set[str]] = {table.name: set() for table in TABLES}
    for name, key in Change.objects.filter(pk__gt=since, table__in=list(touched)).values_list("table", "key"):
        touched[name].add(key)
    gone = [(name, key) for name, keys in touched.items() for key in keys]
    index.put(_documents(touched), gone, last=last)


def _documents(touched: Mapping[str, set[str]]) -> Iterator[SearchDocument]:
    for table in TABLES:
        keys = sorted(touched[table.name])
        for start in range(0, len(keys), CHUNK):
            yield from table.documents(keys[start : start + CHUNK])
