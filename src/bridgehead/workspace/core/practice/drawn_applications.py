"""The cluster's applications: decided ones of the past, one at the funder, one being written, two ideas."""

from collections.abc import Sequence
from datetime import timedelta

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_activities import DrawnPart
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.drawn_opportunities import DrawnOpportunity

KIND = "funding_application"
MOST = 7
"""How many of the past are kept as applications."""
OWNERS = ("manager", "demo")


def draw_applications(
    draft: CaseDraft, opportunities: Sequence[DrawnOpportunity], parts: Sequence[DrawnPart], firms: Sequence[DrawnFirm]
) -> None:
    """Applications of the past, each with the activity that the funding funnel counts, and those under way."""
    _draw_past(draft, parts)
    chance = draft.random("applications")
    ahead = [about for about in opportunities if about.deadline > draft.today and about.kind in ("call", "grant")]
    teams = {row["opportunity"]: row["id"] for row in draft.tables["teams"]}
    for number, about in enumerate(ahead):
        able = [firm for firm in firms if firm.field.id == about.field.id]
        team = teams.get(about.id, "")
        draft.add(
            "applications",
            id=f"{about.id}--application",
            opportunity=about.id,
            team=team,
            name="First try" if team else f"{about.field.sector} together",
            lead=able[0].id if team else chance.choice(able).id,
            owner=OWNERS[number % 2],
            stage="draft" if team else "idea",
            amount_asked=chance.randint(4, 30) * 10_000 if team else "",
            description="Wait for the answer of the partner abroad before the budget is written." if team else "",
        )


def _draw_past(draft: CaseDraft, parts: Sequence[DrawnPart]) -> None:
    """Granted is one whose lead has a grant on record: each step of the funnel stays one record."""
    went_for = {row["id"]: row["opportunity"] for row in draft.tables["activities"] if "opportunity" in row}
    granted = {(row["activity"], row["actor"]): row for row in draft.tables["outcomes"] if row["kind"] == "granted"}
    by_activity: dict[str, list[DrawnPart]] = {}
    for part in parts:
        if part.kind == KIND and part.activity in went_for:
            by_activity.setdefault(part.activity, []).append(part)
    undecided = True
    for activity in sorted(by_activity, key=lambda id_: by_activity[id_][0].start, reverse=True)[:MOST]:
        chance, some = draft.random(f"application {activity}"), by_activity[activity]
        lead = some[0]
        grant = granted.get((activity, lead.firm.id))
        stage = "granted" if grant else "submitted" if undecided else "rejected"
        undecided = undecided and stage != "submitted"
        draft.add(
            "applications",
            id=f"{activity}--application",
            opportunity=went_for[activity],
            name=f"{lead.firm.field.sector} pilots",
            lead=lead.firm.id,
            owner=chance.choice(OWNERS),
            stage=stage,
            amount_asked=chance.randint(8, 40) * 10_000,
            amount_granted=grant["value"] if grant else "",
            submitted=lead.start,
            decided="" if stage == "submitted" else grant["date"] if grant else lead.start + timedelta(days=120),
            activity=activity,
            reason="" if stage == "submitted" or grant else "Too few firms from the partner country.",
        )
