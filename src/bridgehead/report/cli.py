"""Reports on the command line."""

from pathlib import Path
from typing import Annotated

import typer

from bridgehead.kit.cli import in_workspace

KINDS = ("member", "research")


@in_workspace()
def report(
    kind: Annotated[str, typer.Argument(metavar="member|research", help="Which report")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="Where to write the PDF")],
    member: Annotated[str, typer.Option(metavar="MEMBER", help="The member that its report is of")] = "",
    cluster: Annotated[str, typer.Option(metavar="CLUSTER", help="The research report's cluster")] = "",
) -> None:
    """Write a report as PDF: a member's two pages, or the research report with its evidence."""
    from django.utils import timezone

    from bridgehead.kit.errors import InputError
    from bridgehead.report.services import pdf

    day = timezone.localdate()
    if kind not in KINDS:
        raise InputError(f"one of {', '.join(KINDS)}", column="report", found=kind)
    if kind == "member" and not member:
        raise InputError("--member with the id of the member that the report is of", column="member", found="nothing")
    content = pdf.member(member, day=day) if kind == "member" else pdf.research(cluster=cluster, day=day)
    pdf.write(to, content)
    typer.echo(f"Wrote {to}")
