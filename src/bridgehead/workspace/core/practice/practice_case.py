"""The practice cluster, whole: every part drawn in order."""

from collections.abc import Mapping
from datetime import date

from bridgehead.workspace.core.practice import (
    drawn_activities,
    drawn_applications,
    drawn_codings,
    drawn_events,
    drawn_evidence,
    drawn_firms,
    drawn_followup,
    drawn_meetings,
    drawn_memberships,
    drawn_opportunities,
    drawn_outcomes,
    drawn_panel,
    drawn_partners,
    drawn_support,
    drawn_views,
)
from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import PracticeWords
from bridgehead.workspace.core.practice.true_model import TRUE_MODEL, TrueModel


def draw_case(
    seed: int, today: date, words: PracticeWords, families: Mapping[str, str], model: TrueModel = TRUE_MODEL
) -> tuple[CaseDraft, list[DrawnFirm]]:
    """The rows and files of the practice cluster, and the truth about its firms.

    Parameters
    ----------
    seed
        The same seed and day draw the same case.
    today
        The day that "ahead" and "over" are told by.
    families
        Kind of activity to the family of its funnel (framework, section 8, 3b).
    """
    draft = CaseDraft(seed, today)
    firms = drawn_firms.draw_firms(draft, words, model)
    drawn_memberships.draw_memberships(draft)
    partners = drawn_partners.draw_partners(draft, words)
    drawn_partners.draw_own_ties(draft, firms, partners, words)
    drawn_partners.draw_projects_abroad(draft, words, partners, model)
    opportunities = drawn_opportunities.draw_opportunities(draft, words, partners)
    drawn_opportunities.draw_team(draft, opportunities, firms, partners)
    past = [about for about in opportunities if about.deadline < today]
    cast = drawn_activities.Cast(words, model, firms, partners, past, families)
    parts = drawn_activities.draw_activities(draft, cast)
    drawn_outcomes.draw_outcomes(draft, model, parts, partners)
    drawn_applications.draw_applications(draft, opportunities, parts, firms)
    drawn_outcomes.draw_own_entries(draft, parts, list(words.countries))
    drawn_evidence.draw_evidence(draft, model, words, firms, parts)
    drawn_meetings.draw_trips(draft, words, firms, partners)
    drawn_activities.draw_planned(draft, words)
    drawn_events.draw_events(draft, words, firms)
    drawn_codings.draw_codings(draft, words, model, firms)
    drawn_support.draw_support(draft, firms)
    drawn_support.draw_relations(draft)
    drawn_support.draw_findings(draft, firms)
    drawn_panel.draw_panel(draft, model, firms)
    drawn_followup.draw_followup(draft, words.desk, firms)
    drawn_views.draw_views(draft, words)
    return draft, firms
