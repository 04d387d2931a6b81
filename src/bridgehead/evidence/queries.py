"""Reads of evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bridgehead.evidence import sessions
from bridgehead.evidence.models import Code, Evidence
from bridgehead.framework.load import load
from bridgehead.kit.errors import NotFound


@dataclass(frozen=True)
class Family:
    """Groups that belong together: the advantages, the barriers, …, the codebooks' own themes."""

    title: str
    groups: Sequence["Group"]
    advantages: bool


@dataclass(frozen=True)
class Group:
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


def seen_by(coder: str) -> QuerySet[Evidence]:
    """The evidence that somebody may see: what another one judged in a blind session waits until it is unlocked."""
    return Evidence.objects.filter(Q(coding=None) | Q(coding__in=sessions.visible_to(coder)))


def hidden_from(coder: str, judged: Iterable[tuple[str, str | None, str | None]]) -> set[str]:
    """Which of these somebody may not see (`seen_by`).

    Parameters
    ----------
    judged
        Id of a piece, session and coder of its coding.
    """
    asked = [(id_, session) for id_, session, by in judged if session and by != coder]
    done = sessions.unlocked() if asked else set()
    return {id_ for id_, session in asked if session not in done}


def evidence_of(actor_id: str, *, coder: str) -> QuerySet[Evidence]:
    """The evidence on an actor that somebody may see (`seen_by`), the most salient first."""
    found = seen_by(coder).filter(actor=actor_id).select_related("source", "activity")
    return found.order_by("code", "direction", "-salience", "pk")


def piece(id_: str, *, coder: str) -> Evidence:
    """One piece of evidence with all that it refers to.

    Raises
    ------
    NotFound
        If there is none of that id, or none that somebody may see (`seen_by`).
    """
    found = seen_by(coder).select_related("actor", "source", "activity").filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no evidence {id_!r}")
    return found


def label_of(code: str) -> str:
    """What a page shows for a code: the framework's label, else its name in the codebook."""
    preset = load().codes.get(code)
    return preset or Code.objects.filter(pk=code).values_list("name", flat=True).first() or code


def families(pieces: Iterable[Evidence]) -> list[Family]:
    """Evidence by code, the codes in families: advantages first, then the framework's others, then the codebooks'."""
    framework = load()
    found: dict[str, list[Group]] = {}
    for group in by_code(pieces):
        prefix = group.code.partition(".")[0]
        advantage = group.code in framework.components
        title = _("Advantages") if advantage else framework.groups.get(prefix, _("Themes"))
        found.setdefault(title, []).append(group)
    return [Family(title, groups, groups[0].code in framework.components) for title, groups in found.items()]


def by_code(pieces: Iterable[Evidence]) -> list[Group]:
    """Evidence by code: the framework's components in its order, then its other codes, then the codebooks'."""
    preset = load().codes
    place = {code: number for number, code in enumerate(preset)}
    ordered = sorted(pieces, key=lambda e: (place.get(e.code, len(place)), e.code))
    groups = [(code, list(found)) for code, found in groupby(ordered, key=lambda e: e.code)]
    own = [code for code, _ in groups if code not in preset]
    names = dict(Code.objects.filter(pk__in=own).values_list("pk", "name"))
    return [Group(code, preset.get(code) or names.get(code, code), found) for code, found in groups]
