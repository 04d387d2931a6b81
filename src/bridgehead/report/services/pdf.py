"""Reports as PDF: load, compute, set with Typst. The same data gives the same bytes, but for the date."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import cluster_in_question, cluster_of
from bridgehead.influence.queries.influence_account import member_firms
from bridgehead.influence.services.influence_account import named_cluster
from bridgehead.kit import typesetting
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.report import phrases
from bridgehead.report.services.report_data import member_data, research_data
from bridgehead.settings.queries import logo, workspace_settings

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
        raise NotFound(phrases.unknown_member_firm(id_), hint="`bridgehead members` lists them")
    return _pdf("member.typ", member_data(found, of, day=day), day)


def research(*, cluster: str = "", day: date, with_evidence: bool = True) -> bytes:
    """The research report on a cluster, by default the one in question; PDF.

    Parameters
    ----------
    with_evidence
        Whether it has what the evidence says and who said it; else its figures and findings alone.

    Raises
    ------
    NotFound
        If there is no such cluster.
    InputError
        If the workspace has no cluster.
    """
    of = named_cluster(cluster).id if cluster else cluster_in_question()
    if not of:
        raise InputError(expects("workspace_with_cluster"), column="cluster", found=finds("none"))
    return _pdf("research.typ", research_data(of, day=day, with_evidence=with_evidence), day)


def write(path: Path, content: bytes) -> None:
    """Write a report to a file.

    Raises
    ------
    InputError
        If the path cannot be written.
    """
    make_folder(path.parent)
    replace_file(path, content)


def _pdf(template: str, data: Mapping[str, Any], day: date) -> bytes:
    """Set a template, under the cluster's logo."""
    shown = logo(workspace_settings().logo)
    dated = {
        **data,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "logo": None if shown is None else list(shown.content),
    }
    made = int((day - date(1970, 1, 1)).total_seconds())
    return typesetting.pdf(TEMPLATES / template, dated, root=TEMPLATES, ignore_system_fonts=True, timestamp=made)
