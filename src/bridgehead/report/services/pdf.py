"""Reports as PDF: load, compute, set with Typst. The same data gives the same bytes, but for the date."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import cluster_in_question, cluster_of
from bridgehead.evidence.services import intercoder_agreement
from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.network_contribution import means
from bridgehead.influence.queries.influence_account import member_firms
from bridgehead.influence.services.influence_account import account, network_by_year
from bridgehead.kit import countries, typesetting
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.profile.core import firm_comparison
from bridgehead.profile.core.firm_comparison import ComparisonLabels
from bridgehead.profile.services import profile as profiles
from bridgehead.profile.tables import comparison_sheets
from bridgehead.report import queries
from bridgehead.report.core import member_report, research_report
from bridgehead.report.core.member_report import ReportSubject
from bridgehead.report.core.report_parts import Citations, SourceNumbers

TEMPLATES = Path(__file__).parent.parent / "typst"


def member(id_: str, *, day: date) -> bytes:
    """A member's report: two pages, PDF.

    Raises
    ------
    NotFound
        If there is no such actor, or it is no member firm of a cluster.
    """
    found = Actor.objects.filter(pk=id_).first()
    of = cluster_of(id_)
    if found is None or not of or id_ not in member_firms(of):
        raise NotFound(f"there is no member firm {id_!r}", hint="`bridgehead members` lists them")
    told = account(cluster=of, member=id_, day=day)
    profile = profiles.profile(id_)
    labels = load_framework().vocabularies
    codes = load_framework().codes
    place = ", ".join(part for part in (found.city, countries.name(found.country) if found.country else "") if part)
    founded = f"founded {found.founded[:4]}" if found.founded else ""
    data = member_report.report(
        ReportSubject(
            id=id_,
            name=found.name,
            country=found.country,
            facts=" · ".join(part for part in (found.sector, place, founded) if part),
            declared=labels["declared_strategy"].get(found.declared_strategy, "").lower(),
            cluster=queries.names()[of],
        ),
        told,
        profile.pattern,
        {codes[code]: standing for code, standing in profile.groups["barriers"].items()},
        Citations(queries.pieces(actors=[id_]), SourceNumbers(queries.sources())),
        {
            "component": labels["component"],
            "activities": queries.activity_names({chain.part.activity for chain in told.chains}),
        },
    )
    return _pdf("member.typ", data, day)


def research(*, cluster: str = "", day: date) -> bytes:
    """The research report on a cluster, by default the one with most members; PDF.

    Raises
    ------
    NotFound
        If there is no such cluster.
    InputError
        If the workspace has no cluster.
    """
    of = cluster or cluster_in_question()
    if not of:
        raise InputError("a workspace with a cluster", column="cluster", found="none")
    told = account(cluster=of, day=day)
    cited = {id_ for judged in told.findings for id_ in (*judged.claim.supports, *judged.claim.contradicts)}
    names = queries.names()
    labels = load_framework().vocabularies
    words = ComparisonLabels(labels["component"], labels["origin"], labels["mechanism"], names)
    data = research_report.report(
        f"What difference does {names[of]} make?",
        told,
        queries.codebooks(),
        _agreement(),
        comparison_sheets(firm_comparison.tables(told.standings), words) if told.firms else [],
        Citations(queries.pieces(actors=told.firms, ids=cited), SourceNumbers(queries.sources())),
        {"component": labels["component"], "code": queries.code_names(), "origin": labels["origin"], "actor": names},
    )
    data["years"] = means(network_by_year(cluster=of, day=day)).to_dicts()
    return _pdf("research.typ", data, day)


def write(path: Path, content: bytes) -> None:
    """Write a report to a file.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    make_folder(path.parent)
    replace_file(path, content)


def _agreement() -> dict[str, Any]:
    table = intercoder_agreement.agreement_table()
    alpha = table.overall.alpha
    return {
        "alpha": alpha.value,
        "interval": list(alpha.interval) if alpha.interval else None,
        "units": alpha.units,
        "coders": len(table.coders),
        "reason": alpha.reason,
    }


def _pdf(template: str, data: Mapping[str, Any], day: date) -> bytes:
    """Set a template."""
    dated = {**data, "date": {"year": day.year, "month": day.month, "day": day.day}}
    made = int((day - date(1970, 1, 1)).total_seconds())
    return typesetting.pdf(TEMPLATES / template, dated, root=TEMPLATES, ignore_system_fonts=True, timestamp=made)
