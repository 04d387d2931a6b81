"""Reads of what profiles, patterns and insidership rest on, as frames of the core's schemas."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet

from bridgehead.ecosystem.models import Activity, Actor, Entry, Indicator, Membership, Participation, Source, Tie
from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries.evidence import hidden_evidence_ids
from bridgehead.framework.loader import load_framework
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core import survey_evidence
from bridgehead.profile.core.date_filters import begins_by
from bridgehead.profile.core.insidership import SCHEMAS, TieFrames
from bridgehead.profile.core.internationalisation_pattern import DatedEntry as Step
from bridgehead.profile.core.internationalisation_pattern import TieRecord
from bridgehead.profile.core.standing import QUESTIONS, SCHEMA, evidence_date, weigh
from bridgehead.profile.models import SurveyAnswer

OPEN = ("open", "forthcoming")


def evidence(actors: Collection[str] | None = None) -> pl.DataFrame:
    """Evidence and survey answers on some actors, or on all, joined with their sources (`core.standing.SCHEMA`)."""
    coded = Evidence.objects.filter(actor__isnull=False)
    answers = SurveyAnswer.objects.all()
    if actors is not None:
        coded, answers = coded.filter(actor__in=actors), answers.filter(actor__in=actors)
    return pl.concat([joined(coded), survey_evidence.as_evidence(_answers(answers), load_framework().codes)])


def joined(found: QuerySet[Evidence]) -> pl.DataFrame:
    """Pieces of evidence joined with their sources (`core.standing.SCHEMA`); without an actor its id is blank."""
    columns = {
        "actor": "actor_id",
        "source": "source_id",
        "source_kind": "source__kind",
        "source_date": "source__date",
    }
    return _frame(found, SCHEMA, columns | {name: f"source__{name}" for name in QUESTIONS})


def world() -> TieFrames:
    """Everything that ties actors."""
    frames = {
        "actors": _frame(Actor.objects, SCHEMAS["actors"]),
        "ties": _frame(Tie.objects, SCHEMAS["ties"], {"a": "a_id", "b": "b_id", "activity": "activity_id"}),
        "memberships": _frame(
            Membership.objects, SCHEMAS["memberships"], {"member": "member_id", "cluster": "cluster_id"}
        ),
        "participations": _frame(
            Participation.objects, SCHEMAS["participations"], {"activity": "activity_id", "actor": "actor_id"}
        ),
        "activities": _frame(Activity.objects, SCHEMAS["activities"], {"organiser": "organiser_id"}),
    }
    return TieFrames(**frames)


def entries(firm: str) -> list[Step]:
    """A firm's entries."""
    rows = Entry.objects.filter(firm=firm).values_list("id", "market", "date", "status", "mode", "origin")
    return [Step(*row) for row in rows]


def ties(firm: str) -> list[TieRecord]:
    """A firm's ties, ended ones too, seen from the firm."""
    columns = ("a_id", "a__country", "b__country", "market", "since")
    rows = (Tie.objects.filter(a=firm) | Tie.objects.filter(b=firm)).values_list(*columns)
    return [TieRecord(theirs if a == firm else ours, market, since) for a, ours, theirs, market, since in rows]


def activity_names(ids: Collection[str]) -> dict[str, str]:
    """Names of activities by id."""
    return dict(Activity.objects.filter(pk__in=ids).values_list("pk", "name"))


def member_firms() -> list[Actor]:
    """Firms that are a member of a cluster, by name."""
    members = Membership.objects.filter(cluster__kind="cluster").values("member")
    return list(Actor.objects.filter(kind="firm", pk__in=members).order_by("name", "id"))


def firms() -> tuple[str, ...]:
    """Ids of all firms, sorted."""
    return tuple(Actor.objects.filter(kind="firm").order_by("id").values_list("id", flat=True))


def market_indicators(names: Collection[str] = ()) -> dict[str, dict[str, float]]:
    """Indicator to country to its latest value; of all indicators of countries, or of those named."""
    found: dict[str, dict[str, float]] = {}
    rows = Indicator.objects.filter(subject_kind="country", value__isnull=False).order_by("period")
    for name, country, value in rows.values_list("indicator", "subject", "value"):
        if value is not None and (not names or name in names):
            found.setdefault(name, {})[country] = value
    return found


def indicators_of(country: str) -> list[Indicator]:
    """Figures of a country, by name, the latest first."""
    return list(Indicator.objects.filter(subject_kind="country", subject=country).order_by("indicator", "-period"))


def opportunities_in(country: str) -> list[Opportunity]:
    """Opportunities of a country, open ones first."""
    found = Opportunity.objects.filter(countries__icontains=f'"{country}"').order_by("title", "id")
    return sorted(found, key=lambda o: o.status not in OPEN)


def opportunities_by_market() -> dict[str, list[str]]:
    """Country to the ids of opportunities there that are open or forthcoming."""
    found: dict[str, list[str]] = {}
    for id_, countries in Opportunity.objects.filter(status__in=OPEN).order_by("id").values_list("id", "countries"):
        for country in countries:
            found.setdefault(country, []).append(id_)
    return found


@dataclass(frozen=True)
class EvidenceRow:
    """A row of evidence as a page shows it.

    Attributes
    ----------
    weight
        What it weighs after appraisal, coders and cap; None where a reconciled row replaces it.
    said_by
        Title of its source and where in it, or the survey.
    coded
        Whether it is a record of evidence, and so can be opened and corrected.
    """

    id: str
    summary: str
    direction: str
    origin: str
    mechanism: str
    weight: float | None
    said_by: str
    coded: bool


def pieces(actor_id: str, *, coder: str, as_of: date | None = None) -> dict[str, list[EvidenceRow]]:
    """Code to the evidence on it that somebody may see (`evidence.queries.seen_by`), the weightiest first."""
    rows = evidence([actor_id])
    weights = dict(weigh(rows, as_of=as_of).select("id", "weight").iter_rows())
    columns = ("id", "summary", "source__title", "coding__session", "coding__coder")
    known = list(Evidence.objects.filter(actor=actor_id).values_list(*columns))
    texts = {id_: (summary, title or "") for id_, summary, title, _, _ in known}
    hidden = hidden_evidence_ids(coder, [(id_, session, by) for id_, _, _, session, by in known])
    rows = rows.filter(~pl.col("id").is_in(hidden))
    if as_of is not None:
        rows = rows.filter(begins_by(evidence_date(), as_of))
    found: dict[str, list[EvidenceRow]] = {}
    for row in rows.sort("id").iter_rows(named=True):
        coded = row["id"] in texts
        summary, title = texts.get(row["id"], ("", row["source"]))
        piece = EvidenceRow(
            id=row["id"],
            summary=summary or row["locator"],
            direction=row["direction"],
            origin=row["origin"],
            mechanism=row["mechanism"],
            weight=weights.get(row["id"]),
            said_by=", ".join(part for part in (title, row["locator"]) if part),
            coded=coded,
        )
        found.setdefault(row["code"], []).append(piece)
    return {code: sorted(some, key=lambda p: -(p.weight or 0.0)) for code, some in found.items()}


def _answers(found: "QuerySet[SurveyAnswer]") -> pl.DataFrame:
    """Answers with the appraisal of the source that has the survey's name."""
    answers = _frame(
        found, pl.Schema(dict.fromkeys(list(survey_evidence.ANSWERS)[:6], pl.String)), {"actor": "actor_id"}
    )
    appraisals = _frame(
        Source.objects.filter(pk__in=answers["survey"].unique().to_list()),
        pl.Schema(dict.fromkeys(("survey", *list(survey_evidence.ANSWERS)[6:]), pl.String)),
        {"survey": "id", "source_date": "date"},
    )
    return answers.join(appraisals, on="survey", how="left").with_columns(pl.col(pl.String).fill_null(""))


def _frame(found: Any, schema: pl.Schema, fields: dict[str, str] | None = None) -> pl.DataFrame:
    """Rows as a frame; `fields` names the model's field where it is not the column's name."""
    names = [(fields or {}).get(name, name) for name in schema]
    frame = pl.DataFrame(list(found.values_list(*names)), schema=schema, orient="row")
    return frame.with_columns(pl.col(pl.String).fill_null(""))
