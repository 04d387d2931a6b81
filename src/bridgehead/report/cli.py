"""Reports on the command line."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace
from bridgehead.kit.expectations import expects, finds

KINDS = ("member", "research")


@in_workspace(hands_out="report")
def report(
    kind: Annotated[str, typer.Argument(metavar="member|research", help="Kind of report")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="PDF file to write")],
    member: Annotated[str, typer.Option(metavar="MEMBER", help="Member firm of a member report")] = "",
    cluster: Annotated[str, typer.Option(metavar="CLUSTER", help="Cluster of a research report")] = "",
) -> None:
    """Write a report as PDF: two pages on a member, or the research report with all evidence."""
    from django.utils import timezone

    from bridgehead.kit.errors import InputError
    from bridgehead.report.services import pdf

    day = timezone.localdate()
    if kind not in KINDS:
        raise InputError(expects("one_of", options=KINDS), column="report", found=kind)
    if kind == "member" and not member:
        raise InputError(expects("member_option"), column="member", found=finds("nothing"))
    content = pdf.member(member, day=day) if kind == "member" else pdf.research(cluster=cluster, day=day)
    pdf.write(to, content)
    typer.echo(f"Wrote {to}")
