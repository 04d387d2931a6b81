"""Reports to take away, as PDF."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import allow
from bridgehead.report import services


def urls() -> list[URLPattern]:
    """Where these files stand."""
    return [
        path("influence/report.pdf", research, name="research-report"),
        path("members/<id:id_>/report.pdf", member, name="member-report"),
    ]


def research(request: HttpRequest) -> HttpResponse:
    """The research report; `?cluster=` chooses a cluster."""
    allow(request, Verb.VIEW, Kind.EVIDENCE)
    day = timezone.localdate()
    content = services.research(cluster=request.GET.get("cluster", ""), day=day)
    return _file(content, f"research-report-{day.isoformat()}.pdf")


def member(request: HttpRequest, id_: str) -> HttpResponse:
    """A member's report."""
    allow(request, Verb.VIEW, Kind.EVIDENCE, owner=id_)
    day = timezone.localdate()
    return _file(services.member(id_, day=day), f"{id_}-report-{day.isoformat()}.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
