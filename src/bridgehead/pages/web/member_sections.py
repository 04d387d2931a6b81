"""The sections of a member's page. A stage that has something to say of a member adds its line here.

A section is shown to whoever may view its kind of object; what it holds comes from the queries of its
stage, and its template draws it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.consortium import queries as consortium
from bridgehead.consortium.tables import application_table
from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries.participations_seen import parts_seen
from bridgehead.evidence.queries import evidence
from bridgehead.evidence.queries.sources import titles
from bridgehead.framework.template_tags import shares
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.match.core.mark_types import DECLINED, OFFERED
from bridgehead.match.queries import marks as mark_reads
from bridgehead.opportunities import queries as opportunities
from bridgehead.pages.queries import indicators_of_actor
from bridgehead.pages.tables.overviews import (
    entry_table,
    mark_table,
    participation_table,
    relation_table,
    standing_table,
    tie_table,
)
from bridgehead.pages.tables.study_items import own_figure_table
from bridgehead.profile.services import profile

MOST = 30
DRAWN = ("evidence", "activities")
"""Sections that are more than a list."""
LED_TO = {
    "explored": gettext_lazy("Market explored"),
    "entered": gettext_lazy("Market entered"),
    "left": gettext_lazy("Market entered, later left"),
}


@dataclass(frozen=True)
class MemberSection:
    """One part of a member's page.

    Attributes
    ----------
    key
        Its anchor, and the name of its template in `pages/sections/` where it is more than a list.
    kind
        What it shows; the access table decides who sees it.
    load
        What the template gets as `data`; nothing if there is nothing to show.
    adds, heading
        The kind of record that is added in it, and the column that names the member.
    """

    key: str
    title: str | Promise
    kind: Resource
    load: Callable[[Actor, Viewer], Mapping[str, Any]]
    adds: str = ""
    heading: str = ""


@dataclass(frozen=True)
class SectionView:
    """A section with what it holds for one member."""

    section: MemberSection
    data: Mapping[str, Any]

    @property
    def template(self) -> str:
        """The template that draws it: of its own, or that of any list."""
        return f"pages/sections/{self.section.key}.html" if self.section.key in DRAWN else "kit/list_table.html"


def visible_sections(actor: Actor, viewer: Viewer) -> tuple[list[SectionView], list[MemberSection]]:
    """The sections that hold something and that the viewer may see, and those they may see of their own only."""
    seen, withheld = [], []
    for section in SECTIONS:
        if not viewer.may(Verb.VIEW, section.kind, owner=actor.pk):
            if viewer.scope(Verb.VIEW, section.kind) is not None:
                withheld.append(section)
        elif data := section.load(actor, viewer):
            seen.append(SectionView(section, data))
    return seen, withheld


def _ties(actor: Actor, _viewer: Viewer) -> Mapping[str, Any]:
    ties = list(ecosystem.ties_of(actor.pk))
    return {"count": len(ties), "table": tie_table(actor, ties)} if ties else {}


def _entries(actor: Actor, _viewer: Viewer) -> Mapping[str, Any]:
    entries = list(ecosystem.entries_of(actor.pk))
    return {"count": len(entries), "table": entry_table(entries)} if entries else {}


def _activities(actor: Actor, viewer: Viewer) -> Mapping[str, Any]:
    parts = parts_seen(ecosystem.participations_of(actor.pk)[: MOST + 1], viewer)
    if not parts:
        return {}
    more = len(parts) > MOST
    return {
        "count": None if more else len(parts),
        "table": participation_table(parts[:MOST]),
        "more": more,
    }


def _opportunities(actor: Actor, viewer: Viewer) -> Mapping[str, Any]:
    bought = list(opportunities.bought_by(actor.pk))
    entries = ecosystem.entries_of(actor.pk) if viewer.may(Verb.VIEW, Resource.ENTRY, owner=actor.pk) else ()
    led = {e.opportunity.pk: (e.opportunity, e.status) for e in entries if e.opportunity}
    rows = [(o, _("Buyer or funder")) for o in bought] + [
        (o, str(LED_TO.get(status, ""))) for o, status in led.values()
    ]
    return {"count": len(rows), "table": relation_table(rows)} if rows else {}


def _marks(actor: Actor, _viewer: Viewer) -> Mapping[str, Any]:
    return _marked(actor, "feedback", _("Feedback"), answers=False)


def _answers(actor: Actor, _viewer: Viewer) -> Mapping[str, Any]:
    return _marked(actor, "answers", _("Offers and answers"), answers=True)


def _marked(actor: Actor, name: str, caption: str, *, answers: bool) -> Mapping[str, Any]:
    """Feedback on an actor for opportunities; what it was offered and answered stands apart."""
    found = [m for m in mark_reads.marks(actor=actor.pk) if (m.mark in (DECLINED, OFFERED)) is answers]
    if not found:
        return {}
    names = mark_reads.names_of_those(found)
    rows = [(m, names.get(m.by, m.by)) for m in found[:MOST]]
    return {"count": len(found), "table": mark_table(name, caption, rows)}


def _profile(actor: Actor, _viewer: Viewer) -> Mapping[str, Any]:
    standings = profile.standings([actor.pk])[actor.pk]
    known = [(code, standing) for code, standing in standings.items() if standing.evidence]
    return {"table": standing_table(actor, known)} if known else {}


def _evidence(actor: Actor, viewer: Viewer) -> Mapping[str, Any]:
    pieces = list(evidence.evidence_of(actor.pk, coder=viewer.name))
    if not pieces:
        return {}
    families = evidence.families(pieces)
    advantages = [group for family in families if family.advantages for group in family.groups]
    return {
        "count": len(pieces),
        "families": [(family, [(group, shares(group.origins)) for group in family.groups]) for family in families],
        "most": max((group.strengths for group in advantages), default=1) or 1,
        "shares": shares(sum((Counter(group.origins) for group in advantages), Counter())),
    }


def _figures(actor: Actor, viewer: Viewer) -> Mapping[str, Any]:
    """Figures of clusters are for everybody, those of others for whoever may see their amounts."""
    is_cluster = actor.kind in ("cluster", "cluster_network")
    if not is_cluster and not viewer.may(Verb.VIEW, Resource.MONEY, owner=actor.pk):
        return {}
    found = list(indicators_of_actor(actor.pk))
    return {"count": len(found), "table": own_figure_table(found, titles(row.source for row in found))} if found else {}


def _applications(actor: Actor, viewer: Viewer) -> Mapping[str, Any]:
    found = list(consortium.applications(member=actor.pk)[: MOST + 1])
    if not found:
        return {}
    count = len(found) if len(found) <= MOST else None
    opens, sees_money = viewer.may(Verb.VIEW, Resource.MATCH), viewer.may(Verb.VIEW, Resource.MONEY)
    return {"count": count, "table": application_table(found[:MOST], opens=opens, sees_money=sees_money)}


SECTIONS = (
    MemberSection("profile", gettext_lazy("Strengths and weaknesses"), Resource.EVIDENCE, _profile),
    MemberSection("entries", gettext_lazy("Market entries"), Resource.ENTRY, _entries, "entry", "firm"),
    MemberSection("opportunities", gettext_lazy("Opportunities"), Resource.OPPORTUNITY, _opportunities),
    MemberSection("applications", gettext_lazy("Applications"), Resource.MATCH, _applications),
    MemberSection("marks", gettext_lazy("Feedback"), Resource.MARK, _marks),
    MemberSection("answers", gettext_lazy("Offers and answers"), Resource.ANSWER, _answers),
    MemberSection("indicators", gettext_lazy("In figures"), Resource.ACTOR, _figures, "indicator", "subject"),
    MemberSection("ties", gettext_lazy("Ties"), Resource.TIE, _ties, "tie", "a"),
    MemberSection("activities", gettext_lazy("Activities"), Resource.ACTIVITY, _activities, "participation", "actor"),
    MemberSection("evidence", gettext_lazy("Evidence"), Resource.EVIDENCE, _evidence, "evidence", "actor"),
)
