"""What the templates of the reports take: figures from the cores, their sentences from the phrases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import activity_names
from bridgehead.evidence.phrases import no_alpha
from bridgehead.evidence.services import intercoder_agreement
from bridgehead.framework.loader import load_framework
from bridgehead.influence import phrases as influence_phrases
from bridgehead.influence.core.influence_account import InfluenceAccount
from bridgehead.influence.core.network_contribution import means
from bridgehead.influence.services.influence_account import NetworkYears, account, network_by_year
from bridgehead.kit import countries
from bridgehead.profile.core import firm_comparison
from bridgehead.profile.core.firm_comparison import ComparisonLabels
from bridgehead.profile.phrases import label_with_pieces
from bridgehead.profile.services.profile import profile
from bridgehead.profile.tables.firm_comparison import standing_sheets
from bridgehead.report import phrases, queries
from bridgehead.report.core import member_report, research_report
from bridgehead.report.core.member_report import ReportSubject
from bridgehead.report.core.report_parts import Citations, SourceNumbers
from bridgehead.report.core.research_report import AT_MOST, CodebookSection
from bridgehead.report.phrases import template_texts

LEVELS = ("macro", "meso", "micro")
MOST_NAMED = 12


def member_data(found: Actor, cluster: str, *, day: date) -> dict[str, Any]:
    """The data of a member's report."""
    told = account(RecordScope(day), cluster=cluster, member=found.id)
    known = profile(found.id)
    labels, codes = load_framework().vocabularies, load_framework().codes
    of = queries.names()[cluster]
    data = member_report.report(
        ReportSubject(id=found.id, name=found.name, country=found.country, cluster=of),
        told,
        {codes[code]: said for code, said in known.stated("barrier").items()},
        Citations(queries.pieces(actors=[found.id]), SourceNumbers(queries.sources())),
        {
            "component": labels["component"],
            "activities": activity_names({part.took_part.activity for part in told.results.parts}),
        },
    )
    for row in data["standings"]:
        row["word"] = label_with_pieces(row["word"], row["evidence"])
    for row in data["activities"]:
        row["reached"] = influence_phrases.furthest_step(row["reached"])
    loss, shown, markets = data["loss"], len(data["activities"]), len(data["markets"])
    return data | {
        "title": phrases.member_title(of, found.name),
        "facts": _facts(found),
        "summary": phrases.member_summary(found.name, of, member_report.summary(told.standings[found.id])),
        "barriers": phrases.barriers_shown(data["barriers"]) if data["barriers"] else "",
        "pattern": phrases.path_abroad(known.pattern),
        "loss": phrases.network_loss(found.name, of, loss["markets"], loss["farther"]) if loss else "",
        "more_markets": phrases.markets_shown(markets, data["reached"]) if data["reached"] > markets else "",
        "more": phrases.activities_shown(shown, data["parts"]) if data["parts"] > shown else "",
        "sources": _sources(data["sources"]),
        "text": template_texts.member_texts(of),
    }


def research_data(cluster: str, *, day: date, with_evidence: bool = True) -> dict[str, Any]:
    """The data of the research report; without evidence, what was said and who said it stays out."""
    told = account(RecordScope(day), cluster=cluster)
    cited = {id_ for verdict in told.findings for id_ in (*verdict.claim.supports, *verdict.claim.contradicts)}
    years = network_by_year(RecordScope(day), cluster=cluster)
    by_year, unchanged = _years(years)
    names, labels = queries.names(), load_framework().vocabularies
    worded = ComparisonLabels(labels["component"], labels["origin"], labels["mechanism"], names)
    pieces = queries.pieces(actors=told.firms, ids=cited)
    data = research_report.report(
        phrases.research_title(names[cluster]),
        told,
        _codebooks(),
        standing_sheets(firm_comparison.tables(told.standings), worded) if told.firms else [],
        Citations(pieces, SourceNumbers(queries.sources())),
        {
            "component": labels["component"],
            "code": queries.code_names(),
            "origin": labels["origin"],
            "actor": names,
            "general": {"": phrases.general()},
        },
    )
    if not with_evidence:
        data = research_report.without_evidence(data)
    return data | {
        "firms": phrases.member_firms(data["firms"], MOST_NAMED),
        "findings": _findings(data["findings"], told),
        "statuses": [
            [status, influence_phrases.finding_group(status)]
            for status in ("supported", "contested", "refuted", "not found", "not shown", None)
        ],
        "arrows": [
            row | {"name": influence_phrases.relation_name(arrow), "drawn": _drawn(row["drawn"])}
            for row, arrow in zip(data["arrows"], told.arrows, strict=True)
        ],
        "levels": [
            [level, influence_phrases.level_label(level), influence_phrases.level_description(level)]
            for level in LEVELS
        ],
        "need": phrases.need_and_use_text(told.need),
        "need_coded": influence_phrases.coding_basis(told.basis),
        "years": by_year,
        "undated": " ".join(text for text in (unchanged, influence_phrases.undated_records(years.undated)) if text),
        "funnels": _funnels(told),
        "funnel_note": influence_phrases.funnel_note(),
        "comparison": influence_phrases.programme_comparison(),
        "answers": _answers(told),
        "deadweight_note": influence_phrases.deadweight_note(),
        "agreement": _agreement(),
        "left_out": phrases.pieces_shown(AT_MOST, len(pieces)) if with_evidence and len(pieces) > AT_MOST else "",
        "sources": _sources(data["sources"]),
        "text": template_texts.research_texts(names[cluster]),
    }


def _facts(found: Actor) -> str:
    country = countries.name(found.country) if found.country else ""
    place = ", ".join(part for part in (found.city, country) if part)
    since = phrases.founded(found.founded[:4]) if found.founded else ""
    return " · ".join(part for part in (found.sector, place, since) if part)


def _years(found: NetworkYears) -> tuple[list[dict[str, Any]], str]:
    """The figures by year up to the last that changed any, and a sentence on those that follow."""
    rows = means(found.figures).to_dicts()
    shown = len(rows)
    while shown > 1 and {**rows[shown - 1], "year": 0} == {**rows[shown - 2], "year": 0}:
        shown -= 1
    same = phrases.unchanged_years(rows[shown]["year"], rows[-1]["year"]) if shown < len(rows) else ""
    return rows[:shown], same


def _drawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The arrows of one relation with their directness in words."""
    return [row | {"word": influence_phrases.directness_label(row["directness"])} for row in rows]


def _findings(rows: list[dict[str, Any]], told: InfluenceAccount) -> list[dict[str, Any]]:
    """Findings with how common an absent thing can be, in words."""
    return [
        row | {"bound": "" if verdict.bound is None else influence_phrases.at_most(verdict.bound)}
        for row, verdict in zip(rows, told.findings, strict=True)
    ]


def _funnels(told: InfluenceAccount) -> list[dict[str, Any]]:
    """The funnels that have parts, their steps in words."""
    return [
        {
            "title": influence_phrases.funnel_family(one),
            "drop": influence_phrases.funnel_drop(one),
            "steps": [
                {
                    "step": influence_phrases.funnel_step(step.step),
                    "recorded": step.recorded,
                    "inferred": step.inferred,
                    "rate": step.rate,
                    "interval": list(step.interval) if step.interval else None,
                    "share": influence_phrases.funnel_rate(step),
                }
                for step in one.steps
            ],
        }
        for one in told.results.funnels.values()
        if one.parts
    ]


def _answers(told: InfluenceAccount) -> list[dict[str, Any]]:
    """What participants say would have happened without the cluster: the latest answers by kind of activity."""
    kinds = load_framework().vocabularies["activity_kind"]
    return [
        {
            "kind": kinds.get(kind, kind),
            "answers": found.latest.answers,
            "deadweight": influence_phrases.answer_share(found.latest.deadweight),
            "details": " ".join(
                text
                for text in (
                    phrases.sentence(influence_phrases.answers_given(found.latest)),
                    influence_phrases.answer_details(found.latest),
                )
                if text
            ),
        }
        for kind, found in told.counterfactuals.items()
    ]


def _sources(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"answers": [phrases.answer(given) for given in row["answers"]]} for row in rows]


def _codebooks() -> Sequence[CodebookSection]:
    preset, own = queries.codebooks()
    return [
        CodebookSection(phrases.preset_codebook(), preset),
        *(CodebookSection(phrases.data_codebook(name), codes) for name, codes in own.items()),
    ]


def _agreement() -> str:
    table = intercoder_agreement.agreement_table()
    alpha = table.overall.alpha
    if alpha.value is None:
        return phrases.no_coder_agreement(no_alpha(alpha.reason))
    return phrases.coder_agreement(alpha.value, alpha.interval, alpha.units, len(table.coders))
