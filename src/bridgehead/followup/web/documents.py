"""Documents: those of any record, added there; handed out as what they are.

One is never opened by the browser, since it comes from outside.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from bridgehead.followup.forms import DocumentForm
from bridgehead.followup.services.about import heading_of, holder
from bridgehead.followup.services.attachments import attach, attachment, content_of_document, documents_of
from bridgehead.followup.tables import document_table
from bridgehead.kit import record_pages
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("documents/<id:id_>", document, name="document"),
        path("documents/of/<id:kind>/<id:id_>", documents, name="documents"),
    ]


def document(request: HttpRequest, id_: str) -> HttpResponse:
    """A document, to save."""
    require_viewer(request, Verb.VIEW, Resource.NOTE)
    found = attachment(id_)
    response = HttpResponse(content_of_document(found), content_type="application/octet-stream")
    named = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Disposition"] = named or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def documents(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """The documents of a record of any kind that can have some, with a form to add one."""
    who = require_viewer(request, Verb.VIEW, Resource.NOTE)
    if request.method != "POST":
        return _page(request, who, kind, id_)
    who.require(Verb.CHANGE, Resource.NOTE)
    record, form = holder(kind, id_), DocumentForm(request.POST, request.FILES)
    done = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        done = form.carry_out(attach, record, file.name, file.read(), viewer=who)
    if done is None:
        return _page(request, who, kind, id_, form)
    show_done(request, _("Document added."), done.batch)
    return HttpResponseRedirect(reverse("documents", args=[kind, id_]))


def _page(request: HttpRequest, who: Viewer, kind: str, id_: str, sent: VerbForm | None = None) -> HttpResponse:
    record = holder(kind, id_)
    page = render_page(
        request,
        "followup/documents.html",
        heading=heading_of(record),
        record=record,
        back=record_pages.path_to(record),
        table=document_table(list(documents_of(kind, id_))),
        form=sent or DocumentForm(),
        may_add=who.may(Verb.CHANGE, Resource.NOTE),
    )
    return with_status(page, sent)
