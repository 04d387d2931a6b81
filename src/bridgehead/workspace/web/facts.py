"""One fact of a record, edited where it stands; without a script its link leads to the form of the record."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from bridgehead.kit import change_log
from bridgehead.kit.access_phrases import denied_column
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.kit.request_context import onward, render_page
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.forms.records import RECORD_FORMS, only_field
from bridgehead.workspace.web.records import permitted_record, save_edit


def urls() -> list[URLPattern]:
    """Where these parts of pages stand."""
    return [path("records/<id:record>/fact/<id:column>/<id:key>", fact, name="record-fact")]


def fact(request: HttpRequest, record: str, column: str, key: str) -> HttpResponse:
    """The field of one fact, and what is typed into it."""
    table = table_of(record)
    who, stored = permitted_record(request, table, key)
    if column not in RECORD_FORMS[record].attributes:
        raise Http404
    if not who.may_set(table.file.resource, column):
        raise NotAllowed(denied_column(table.file.resource, column))
    whole = f"{reverse('record-edit', args=[record, key])}?{request.GET.urlencode()}#id_{column}"
    if request.method == "POST":
        form = only_field(RECORD_FORMS[record](request.POST), column)
    elif request.headers.get("HX-Request"):
        initial = {column: stored[RECORD_FORMS[record].attributes[column]]}
        seen = change_log.position_of(table.model, key)
        form = only_field(RECORD_FORMS[record](initial={**initial, "seen": seen}), column)
    else:
        return HttpResponseRedirect(whole)
    done = form.carry_out(save_edit, form, key, viewer=who) if form.is_bound else None
    if done is None:
        page = render_page(request, "workspace/fact_form.html", form=form, kind=record, key=key, column=column)
        return with_status(page, form if form.is_bound else None)
    show_done(request, f"{phrases_of(record).changed}.", done.batch)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(onward(request, request.GET.get("next", ""), whole))
