"""Memos: on codings, and the notes of imported projects."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bridgehead.evidence.models import Coding
from bridgehead.evidence.queries import qda_projects
from bridgehead.evidence.queries.codes import labels


@dataclass(frozen=True)
class Memo:
    """A memo: on a coding, or a note of an imported project."""

    text: str
    on: str
    source: str = ""
    coding: str = ""
    coder: str = ""


def all_memos(codings: "QuerySet[Coding]") -> list[Memo]:
    """Memos on these codings, then the notes of imported projects that stand on something else."""
    rows = codings.exclude(memo="").select_related("source").order_by("source", "start", "pk")
    names = labels({row.code for row in rows})
    found = [Memo(r.memo, f"{names[r.code]}, {r.source.title}", r.source_id, r.pk, r.coder) for r in rows]
    known = "\n".join(line.text for line in found)
    for project in qda_projects.projects():
        found += [Memo(said, on) for said, on in qda_projects.notes(project) if said not in known]
    return found
