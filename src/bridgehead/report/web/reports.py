"""Reports to take away, as PDF."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import require_viewer
from bridgehead.report.services import pdf


def urls() -> list[URLPattern]:
    """Where these files stand."""
    return [
        path("influence/report.pdf", research, name="research-report"),
        path("members/<id:id_>/report.pdf", member, name="member-report"),
    ]


def research(request: HttpRequest) -> HttpResponse:
    """The research report; `?cluster=` chooses a cluster."""
    who = require_viewer(request, Verb.VIEW, Resource.REPORT)
    day = timezone.localdate()
    content = pdf.research(
        cluster=request.GET.get("cluster", ""), day=day, with_evidence=who.may(Verb.VIEW, Resource.EVIDENCE)
    )
    return _file(content, f"research-report-{day.isoformat()}.pdf")


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """A member's report."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE, owner=id_)
    day = timezone.localdate()
    return _file(pdf.member(id_, day=day), f"{id_}-report-{day.isoformat()}.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
