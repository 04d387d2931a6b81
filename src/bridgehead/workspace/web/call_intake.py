"""Pages on which an opportunity is read from a text or file, looked over and added."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from bridgehead.importers.core.call_text.call_proposal import CallDocument
from bridgehead.importers.readers.call_documents import FILE_LIMIT, TEXT_LIMIT, ReadDocument
from bridgehead.importers.services.opportunity_proposals import ProposedOpportunity, propose_opportunity
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.number_format import render
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.kit.request_context import onward, render_page, require_viewer, sent_from
from bridgehead.workspace.forms.call_intake import CallRecordForm, ReadCallForm, ReadFields
from bridgehead.workspace.services.records import add_record
from bridgehead.workspace.web.call_passages import shown_passages

KIND = "opportunity"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("records/opportunity/read", read, name="call-read"),
        path("records/opportunity/read/add", add, name="call-add"),
    ]


def read(request: HttpRequest) -> HttpResponse:
    """Read a text or file; what it says stands in the form of an opportunity, to be confirmed."""
    who = require_viewer(request, Verb.CHANGE, Resource.OPPORTUNITY)
    form = (
        ReadCallForm(request.POST, request.FILES)
        if request.method == "POST"
        else ReadCallForm(initial=request.GET.dict())
    )
    if not form.is_bound or not form.is_valid() or form.document is None:
        page = render_page(request, "workspace/call_read.html", form=form, limit=FILE_LIMIT)
        return with_status(page, form if form.is_bound else None)
    document = form.document
    found = propose_opportunity(document, viewer=who, today=timezone.localdate())
    kept = {
        "read_text": document.call.text,
        "read_heading": document.call.heading,
        "read_address": document.call.address,
        "next": form.cleaned_data["next"],
    }
    values = {name: render(v) if isinstance(v, float) else v for name, v in found.values.items()}
    return _form_page(request, CallRecordForm(initial={**values, **kept}), found)


@sent_from("call-read", Resource.OPPORTUNITY)
def add(request: HttpRequest) -> HttpResponse:
    """Add what was read and looked over; or draw the form again with another value that the text offers."""
    form = CallRecordForm(request.POST)
    who = require_viewer(request, Verb.CHANGE, Resource.OPPORTUNITY)
    if form.chosen is not None:
        return _form_page(request, CallRecordForm(initial=form.chosen), _read_again(form, who))
    done = form.carry_out(_add, form, viewer=who)
    if done is None:
        return with_status(_form_page(request, form, _read_again(form, who)), form)
    show_done(request, f"{phrases_of(KIND).added}.", done.batch)
    there = reverse(KIND, args=[done.result]) if done.result else reverse("opportunities")
    return HttpResponseRedirect(onward(request, form.cleaned_data["next"], there))


def _add(form: ReadFields, *, viewer: Viewer) -> Any:
    return add_record(KIND, form.values, viewer=viewer)


def _read_again(form: ReadFields, who: Viewer) -> ProposedOpportunity:
    text = form.sent("read_text").replace("\r\n", "\n")
    call = CallDocument(text[:TEXT_LIMIT], form.sent("read_heading"), form.sent("read_address"))
    return propose_opportunity(ReadDocument(call, is_cut=False), viewer=who, today=timezone.localdate())


def _form_page(request: HttpRequest, form: ReadFields, found: ProposedOpportunity) -> HttpResponse:
    for name, passages in shown_passages(found.proposal, form).items():
        form.fields[name].passages = passages  # type: ignore[attr-defined]
    blank = [form[name].label for name in form.attributes if name not in form.folded and name not in found.values]
    return render_page(
        request,
        "workspace/call_confirm.html",
        form=form,
        kind=KIND,
        words=phrases_of(KIND),
        not_found=blank,
        is_cut=found.is_cut,
        on_record=found.on_record,
    )
