"""Reads of evidence."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Activity, Actor, Source
from bridgehead.evidence.models import Code, Coding, Evidence
from bridgehead.evidence.queries import code_picker, coding_sessions
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.models import Batch, Change

NAMED = 12
"""How many of those that exist are named to whoever asks for one that does not."""
STEPS = ("coding", "code", "codebook", "evidence")
"""Tables that a step in coding changes."""


@dataclass(frozen=True)
class CodeFamily:
    """Groups that belong together: the advantages, the barriers, …, the codebooks' own themes."""

    title: str
    groups: Sequence["EvidenceGroup"]
    advantages: bool


@dataclass(frozen=True)
class EvidenceGroup:
    """The evidence on one code, with how much of it speaks for a strength and for a weakness."""

    code: str
    label: str
    pieces: Sequence[Evidence]

    @property
    def strengths(self) -> int:
        """Pieces that speak for a strength."""
        return sum(piece.direction == "strength" for piece in self.pieces)

    @property
    def origins(self) -> dict[str, float]:
        """How many pieces speak for a strength, by the origin that they name."""
        return dict(Counter(piece.origin for piece in self.pieces if piece.direction == "strength"))

    @property
    def undirected(self) -> int:
        """Pieces that speak for neither."""
        return len(self.pieces) - self.strengths - self.weaknesses

    @property
    def weaknesses(self) -> int:
        """Pieces that speak for a weakness."""
        return sum(piece.direction == "weakness" for piece in self.pieces)


def visible_evidence(coder: str) -> QuerySet[Evidence]:
    """The evidence that somebody may see: what another one judged in a blind session waits until it is unlocked."""
    return Evidence.objects.filter(Q(coding=None) | Q(coding__in=coding_sessions.visible_to(coder)))


def hidden_evidence_ids(coder: str, judged: Iterable[tuple[str, str | None, str | None]]) -> set[str]:
    """Which of these somebody may not see (`seen_by`).

    Parameters
    ----------
    judged
        Id of a piece, session and coder of its coding.
    """
    asked = [(id_, session) for id_, session, by in judged if session and by != coder]
    done = coding_sessions.unlocked() if asked else set()
    return {id_ for id_, session in asked if session not in done}


def evidence_of(actor_id: str, *, coder: str) -> QuerySet[Evidence]:
    """The evidence on an actor that somebody may see (`seen_by`), the most salient first."""
    found = visible_evidence(coder).filter(actor=actor_id).select_related("source", "activity")
    return found.order_by("code", "direction", "-salience", "pk")


def piece(id_: str, *, coder: str) -> Evidence:
    """One piece of evidence with all that it refers to.

    Raises
    ------
    NotFound
        If there is none of that id, or none that somebody may see (`seen_by`).
    """
    found = visible_evidence(coder).select_related("actor", "source", "activity").filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no evidence {id_!r}")
    return found


def label_of(code: str) -> str:
    """What a page shows for a code: the framework's label, else its name in the codebook."""
    preset = load_framework().codes.get(code)
    return preset or Code.objects.filter(pk=code).values_list("name", flat=True).first() or code


def families(pieces: Iterable[Evidence]) -> list[CodeFamily]:
    """Evidence by code, the codes in families: advantages first, then the framework's others, then the codebooks'."""
    framework = load_framework()
    found: dict[str, list[EvidenceGroup]] = {}
    for group in by_code(pieces):
        prefix = group.code.partition(".")[0]
        advantage = group.code in framework.components
        title = _("Advantages") if advantage else framework.groups.get(prefix, _("Themes"))
        found.setdefault(title, []).append(group)
    return [CodeFamily(title, groups, groups[0].code in framework.components) for title, groups in found.items()]


def by_code(pieces: Iterable[Evidence]) -> list[EvidenceGroup]:
    """Evidence by code: the framework's components in its order, then its other codes, then the codebooks'."""
    preset = load_framework().codes
    place = {code: number for number, code in enumerate(preset)}
    ordered = sorted(pieces, key=lambda e: (place.get(e.code, len(place)), e.code))
    groups = [(code, list(found)) for code, found in groupby(ordered, key=lambda e: e.code)]
    own = [code for code, _ in groups if code not in preset]
    names = dict(Code.objects.filter(pk__in=own).values_list("pk", "name"))
    return [EvidenceGroup(code, preset.get(code) or names.get(code, code), found) for code, found in groups]


def sources(*, words: str = "", kind: str = "") -> QuerySet[Source]:
    """Sources, filtered; a blank filter lets everything through."""
    found = Source.objects.all()
    for word in words.split():
        found = found.filter(title__icontains=word)
    return found.filter(kind=kind) if kind else found


def titles(ids: Iterable[str]) -> dict[str, str]:
    """Titles of sources, in their order."""
    return dict(Source.objects.filter(pk__in=ids).order_by("title", "pk").values_list("pk", "title"))


def titles_of(codings: QuerySet[Coding]) -> dict[str, str]:
    """Titles of the sources that codings are of."""
    return titles(codings.order_by().values_list("source", flat=True).distinct())


def coders_of(codings: QuerySet[Coding]) -> list[str]:
    """Who coded, by name; codings of nobody are left out."""
    return sorted(set(codings.order_by().values_list("coder", flat=True).distinct()) - {""})


def rounds_of(codings: QuerySet[Coding]) -> list[str]:
    """The sessions of codings, by name; blank for codings without one."""
    return sorted(set(codings.order_by().values_list("session", flat=True).distinct()))


def codings(*, source: str = "", session: str | None = None) -> QuerySet[Coding]:
    """Codings of a source, or of all; of one session (blank: of none), or of all."""
    found = Coding.objects.filter(source=source) if source else Coding.objects.all()
    return found if session is None else found.filter(session=session)


def comparable() -> QuerySet[Coding]:
    """Codings by somebody, in sessions that were unlocked."""
    return Coding.objects.filter(session__in=coding_sessions.unlocked()).exclude(coder="")


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
    if row is None or not (row["coder"] == coder or row["session"] in coding_sessions.unlocked()):
        return None
    return str(row["source_id"])


def latest_step(who: int | None) -> Batch | None:
    """Somebody's latest step in coding that can be taken back; an import is no step."""
    found = Batch.objects.filter(who=who, undoes=None, undone_by=None)
    found = found.exclude(action__endswith=".import").exclude(worded__startswith="import ")
    return found.filter(changes__table__in=STEPS).order_by("-pk").first()


def own_code(id_: str) -> Code | None:
    """A codebook's own code; None for the framework's, and where there is none."""
    return Code.objects.filter(pk=id_).select_related("codebook", "parent").first()


def codes_below(id_: str) -> QuerySet[Code]:
    """The codes under a code, by name."""
    return Code.objects.filter(parent=id_).order_by("name", "pk")


def judgement_of(coding: str) -> Evidence | None:
    """What was judged by a coding, with whom it is on."""
    return Evidence.objects.filter(coding=coding).select_related("actor").first()


def judged_coding_ids(found: Iterable[str] | QuerySet[Coding]) -> set[str]:
    """Which of some codings something was judged by."""
    return {id_ for id_ in Evidence.objects.filter(coding__in=found).values_list("coding", flat=True) if id_}


def actors_by_name() -> QuerySet[Actor, tuple[str, str]]:
    """Whom something can be judged of: id and name."""
    return Actor.objects.order_by("name", "pk").values_list("pk", "name")


def activities_by_name() -> QuerySet[Activity, tuple[str, str]]:
    """What something can have come through: id and name."""
    return Activity.objects.order_by("name", "pk").values_list("pk", "name")


def countries_of_actors() -> set[str]:
    """Codes of the countries of whoever there is evidence on."""
    held = Actor.objects.filter(pk__in=Evidence.objects.values("actor")).exclude(country="")
    return set(held.values_list("country", flat=True))


def require_known(*, codebook: str = "", session: str = "", source: str = "", codes: Iterable[str] = ()) -> None:
    """Refuse a question about what does not exist: an empty answer would look like a finding. Blank asks for nothing.

    Raises
    ------
    InputError
        Naming what there is.
    """
    if codebook:
        _require("codebook", codebook, code_picker.codebook_choices())
    if session:
        _require("session", session, rounds_of(Coding.objects.exclude(session="")))
    if source:
        _require("source", source, Source.objects.order_by("pk").values_list("pk", flat=True))
    if asked := list(codes):
        used = Evidence.objects.order_by("code").values_list("code", flat=True).distinct()
        known = list(
            dict.fromkeys([*load_framework().codes, *Code.objects.order_by("pk").values_list("pk", flat=True), *used])
        )
        for code in asked:
            _require("code", code, known)


def _require(what: str, asked: str, known: Iterable[str]) -> None:
    there = list(known)
    if asked not in there:
        named = ", ".join(there[:NAMED]) + (f", … ({len(there):,} in all)" if len(there) > NAMED else "")
        raise InputError(
            f"one of {named}" if there else f"none, since there is no {what} yet", column=what, found=asked
        )
