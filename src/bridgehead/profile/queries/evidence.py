"""Reads of what profiles, patterns and insidership rest on, as frames of the core's schemas."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from django.db.models import QuerySet

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Source
from bridgehead.evidence.models import Evidence
from bridgehead.evidence.queries.evidence import hidden_evidence_ids
from bridgehead.framework.loader import load_framework
from bridgehead.profile.core import survey_evidence
from bridgehead.profile.core.ambidexterity import by_part
from bridgehead.profile.core.evidence_weights import QUESTIONS, SCHEMA, in_scope, weigh
from bridgehead.profile.models import SurveyAnswer
from bridgehead.profile.queries.frames import read_frame


def evidence(actors: Collection[str], scope: RecordScope) -> pl.DataFrame:
    """Evidence and survey answers on some actors in scope, joined with their sources (`evidence_weights.SCHEMA`)."""
    coded = Evidence.objects.filter(actor__in=actors)
    answers = SurveyAnswer.objects.filter(actor__in=actors)
    answered = survey_evidence.as_evidence(_answers(answers), load_framework().codes)
    found = [joined(coded), _by_component(answered)]
    return in_scope(pl.concat(found), scope)


def joined(found: QuerySet[Evidence]) -> pl.DataFrame:
    """Pieces of evidence joined with their sources (`evidence_weights.SCHEMA`); without an actor its id is blank."""
    columns = {
        "actor": "actor_id",
        "source": "source_id",
        "source_kind": "source__kind",
        "source_date": "source__date",
        "voice": "source__voice",
        "activity": "activity_id",
    }
    columns |= {name: f"source__{name}" for name in QUESTIONS}
    bare = pl.Schema({name: kind for name, kind in SCHEMA.items() if name != "part"})
    return _by_component(read_frame(found, bare, columns))


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
    part
        Label of the code below the component that it was given, in which it has this weight; else blank.
    """

    id: str
    summary: str
    direction: str
    origin: str
    mechanism: str
    weight: float | None
    said_by: str
    coded: bool
    part: str


def pieces(actor_id: str, scope: RecordScope, *, coder: str) -> dict[str, list[EvidenceRow]]:
    """Code to the evidence in scope that somebody may see (`evidence.visible_evidence`), the weightiest first."""
    rows = evidence([actor_id], scope)
    weighed = (weigh(some) for some in (rows.filter(pl.col("part") == ""), by_part(rows)))
    weights = dict(row for some in weighed for row in some.select("id", "weight").iter_rows())
    columns = ("id", "summary", "source__title", "coding__session", "coding__coder")
    known = list(Evidence.objects.filter(actor=actor_id).values_list(*columns))
    texts = {id_: (summary, title or "") for id_, summary, title, _, _ in known}
    hidden = hidden_evidence_ids(coder, [(id_, session, by) for id_, _, _, session, by in known])
    rows = rows.filter(~pl.col("id").is_in(hidden))
    found: dict[str, list[EvidenceRow]] = {}
    parts = load_framework().codes
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
            part=parts.get(row["part"], ""),
        )
        found.setdefault(row["code"], []).append(piece)
    return {code: sorted(some, key=lambda p: -(p.weight or 0.0)) for code, some in found.items()}


def _by_component(rows: pl.DataFrame) -> pl.DataFrame:
    """Evidence with the component as its code where it was given a code below one, which is then its part."""
    parts = load_framework().parts
    part = pl.when(pl.col("code").is_in(list(parts))).then("code").otherwise(pl.lit("")).alias("part")
    return rows.with_columns(part, code=pl.col("code").replace(parts)).select(list(SCHEMA))


def _answers(found: "QuerySet[SurveyAnswer]") -> pl.DataFrame:
    """Answers with the appraisal of the source that has the survey's name."""
    answers = read_frame(
        found, pl.Schema(dict.fromkeys(list(survey_evidence.ANSWERS)[:6], pl.String)), {"actor": "actor_id"}
    )
    appraisals = read_frame(
        Source.objects.filter(pk__in=answers["survey"].unique().to_list()),
        pl.Schema(dict.fromkeys(("survey", *list(survey_evidence.ANSWERS)[6:]), pl.String)),
        {"survey": "id", "source_date": "date"},
    )
    return answers.join(appraisals, on="survey", how="left").with_columns(pl.col(pl.String).fill_null(""))
