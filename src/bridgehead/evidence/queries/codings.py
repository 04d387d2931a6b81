"""Reads of codings: filtered, counted, by whom."""

from collections.abc import Collection, Iterable

from django.db.models import Count, QuerySet

from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.kit import change_log
from bridgehead.kit.models import Batch, Change

STEPS = ("coding", "code", "codebook", "evidence")
"""Tables that a step in coding changes."""


def coders_of(codings: QuerySet[Coding]) -> list[str]:
    """Who coded, by name; codings of nobody are left out."""
    return sorted(set(codings.order_by().values_list("coder", flat=True).distinct()) - {""})


def rounds_of(codings: QuerySet[Coding]) -> list[str]:
    """The sessions of codings, by name; blank for codings without one."""
    return sorted(set(codings.order_by().values_list("session", flat=True).distinct()))


def find_codings(*, source: str = "", session: str | None = None) -> QuerySet[Coding]:
    """Codings of a source, or of all; of one session (blank: of none), or of all."""
    found = Coding.objects.filter(source=source) if source else Coding.objects.all()
    return found if session is None else found.filter(session=session)


def comparable() -> QuerySet[Coding]:
    """Codings by somebody, in sessions that were unlocked."""
    return Coding.objects.filter(session__in=coding_sessions.opened()).exclude(coder="")


def counted_by(column: str, found: QuerySet[Coding]) -> dict[str, int]:
    """How many codings there are of each `code` or `source`."""
    return dict(found.order_by().values_list(column).annotate(n=Count("pk")))


def coding_authors(ids: Collection[str]) -> dict[str, str | None]:
    """Coding to the account that made it; none where a command did."""
    made = Change.objects.filter(table="coding", action="add", key__in=ids)
    return dict(made.values_list("key", "batch__who__username"))


def removed_from(id_: str, *, coder: str) -> str | None:
    """The source of a coding that somebody took away, if this coder could see it; None if it is there, or never was."""
    last = change_log.changes_of(Coding, id_).last()
    row = last.before if last is not None and last.action == Change.Action.REMOVE else None
    if row is None or not (row["coder"] == coder or row["session"] in coding_sessions.opened()):
        return None
    return str(row["source_id"])


def latest_step(who: int | None) -> Batch | None:
    """Somebody's latest step in coding that can be taken back; an import is no step."""
    found = Batch.objects.filter(who=who, undoes=None, undone_by=None)
    found = found.exclude(action__endswith=".import").exclude(worded__startswith="import ")
    return found.filter(changes__table__in=STEPS).order_by("-pk").first()


def judged_coding_ids(found: Iterable[str] | QuerySet[Coding]) -> set[str]:
    """Which of some codings something was judged by."""
    return {id_ for id_ in Evidence.objects.filter(coding__in=found).values_list("coding", flat=True) if id_}


def codings_with_excerpts(codings: "QuerySet[Coding]") -> list[tuple[Coding, str]]:
    """Codings with the text that they code, in the order of sources and text."""
    rows = list(codings.select_related("source").order_by("source", "start", "end", "pk"))
    found = source_texts.texts_of({row.source_id for row in rows})
    return [(row, "" if row.start is None else found[row.source_id][row.start : row.end]) for row in rows]
