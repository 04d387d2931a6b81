"""Reads of evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Activity, Actor, Source
from bridgehead.evidence import phrases
from bridgehead.evidence.models import Code, Coding, Evidence
from bridgehead.evidence.queries import code_picker, coding_sessions
from bridgehead.evidence.queries.codings import rounds_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects

NAMED = 12
"""How many of those that exist are named to whoever asks for one that does not."""


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
        return len(self._speaking("strength"))

    @property
    def origins(self) -> dict[str, float]:
        """How many pieces speak for a strength, by the origin that they name."""
        return dict(Counter(piece.origin for piece in self._speaking("strength")))

    @property
    def undirected(self) -> int:
        """Pieces that speak for neither."""
        return len(self.pieces) - self.strengths - self.weaknesses

    @property
    def weaknesses(self) -> int:
        """Pieces that speak for a weakness."""
        return len(self._speaking("weakness"))

    def _speaking(self, direction: str) -> list[Evidence]:
        """Pieces of a direction, without what is only hoped for (framework, section 2)."""
        return [piece for piece in self.pieces if piece.direction == direction and piece.prospective != "yes"]


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
    done = coding_sessions.opened() if asked else set()
    return {id_ for id_, session in asked if session not in done}


def evidence_of(actor_id: str, *, coder: str) -> QuerySet[Evidence]:
    """The evidence on an actor that somebody may see (`seen_by`), the most salient first."""
    found = visible_evidence(coder).filter(actor=actor_id).select_related("source", "activity")
    return found.order_by("code", "direction", "-salience", "pk")


def evidence_with(code: str, *, coder: str) -> QuerySet[Evidence]:
    """The evidence with a code that a coder may see, by organisation."""
    found = visible_evidence(coder).filter(code=code).select_related("actor", "source")
    return found.order_by("actor__name", "direction", "pk")


def piece(id_: str, *, coder: str) -> Evidence:
    """One piece of evidence with all that it refers to.

    Raises
    ------
    NotFound
        If there is none of that id, or none that somebody may see (`seen_by`).
    """
    found = visible_evidence(coder).select_related("actor", "source", "activity").filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_evidence(id_))
    return found


def families(pieces: Iterable[Evidence]) -> list[CodeFamily]:
    """Evidence by code, the codes in families: advantages first, then the framework's others, then the codebooks'."""
    framework = load_framework()
    found: dict[str, list[EvidenceGroup]] = {}
    for group in by_code(pieces):
        prefix = group.code.partition(".")[0]
        advantage = group.code in framework.components
        title = phrases.advantages() if advantage else framework.groups.get(prefix) or phrases.themes()
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


def judgement_of(coding: str) -> Evidence | None:
    """What was judged by a coding, with whom it is on."""
    return Evidence.objects.filter(coding=coding).select_related("actor").first()


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
        known = known_codes()
        for code in asked:
            _require("code", code, known)


def known_codes() -> list[str]:
    """The codes of the framework, of codebooks, and those that evidence names all the same."""
    used = Evidence.objects.order_by("code").values_list("code", flat=True).distinct()
    own = Code.objects.order_by("pk").values_list("pk", flat=True)
    return list(dict.fromkeys([*load_framework().codes, *own, *used]))


def _require(what: str, asked: str, known: Iterable[str]) -> None:
    there = list(known)
    if asked not in there:
        if not there:
            raise InputError(expects("value", value=what), column=what, found=asked, sentence=phrases.none_yet(what))
        few = expects("one_of", options=there)
        expected = few if len(there) <= NAMED else expects("some_of", options=there[:NAMED], count=len(there))
        raise InputError(expected, column=what, found=asked)
