"""Reads of sources: filtered lists, titles."""

from collections.abc import Iterable

from django.db.models import QuerySet

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.models import Coding
from bridgehead.kit import change_log
from bridgehead.kit.permissions import COMMAND_LINE, Resource, Verb, Viewer
from bridgehead.kit.word_filter import with_words


def find_sources(*, words: str = "", kind: str = "", viewer: Viewer = COMMAND_LINE) -> QuerySet[Source]:
    """Sources that the viewer may see, filtered; a blank filter lets everything through."""
    found = Source.objects.all()
    if not viewer.may(Verb.VIEW, Resource.SOURCE):
        found = found.filter(pk__in=change_log.entered_by(viewer.id, Source))
    return with_words(found.filter(kind=kind) if kind else found, words, ("title",))


def titles(ids: Iterable[str]) -> dict[str, str]:
    """Titles of sources, in their order."""
    return dict(Source.objects.filter(pk__in=ids).order_by("title", "pk").values_list("pk", "title"))


def titles_of(codings: QuerySet[Coding]) -> dict[str, str]:
    """Titles of the sources that codings are of."""
    return titles(codings.order_by().values_list("source", flat=True).distinct())


def source_title(id_: str) -> str:
    """The title of a source; its id if there is none of that id."""
    return Source.objects.filter(pk=id_).values_list("title", flat=True).first() or id_
