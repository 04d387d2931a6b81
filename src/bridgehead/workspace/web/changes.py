"""Pages of changes: what was changed, and undo."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.followup.phrases import of_task
from bridgehead.followup.queries.changed_tasks import changed_tasks
from bridgehead.kit import change_log
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import ROWS
from bridgehead.kit.models import Batch
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.request_context import viewer as viewer_of_request
from bridgehead.workspace.case_files import table_names
from bridgehead.workspace.forms.changes import UndoForm
from bridgehead.workspace.services.record_access import hidden_tables
from bridgehead.workspace.services.undo import undo_batch
from bridgehead.workspace.tables import change_lines_table, changes_table, skipped_table

LINES = 100
SHOWN = 500


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("changes", changes, name="changes"),
        path("changes/<number:id_>", change, name="change"),
        path("changes/<number:id_>/undo", undo, name="change-undo"),
    ]


def changes(request: HttpRequest) -> HttpResponse:
    """What changed, the latest first."""
    viewer = require_viewer(request, Verb.VIEW, Resource.LOG)
    rows = Paginator(change_log.batches(), ROWS).get_page(request.GET.get("page"))
    return render_page(
        request,
        "workspace/changes.html",
        rows=rows,
        table=changes_table(rows, _tasks(viewer, list(rows))),
        may_undo=viewer.may(Verb.UNDO, Resource.LOG),
    )


def _tasks(who: Viewer, found: Sequence[Batch]) -> Mapping[int, str]:
    return changed_tasks(found) if who.may(Verb.VIEW, Resource.TASK) else {}


def change(request: HttpRequest, id_: int) -> HttpResponse:
    """What one change did."""
    viewer = require_viewer(request, Verb.VIEW, Resource.LOG)
    own = viewer.may(Verb.UNDO, Resource.LOG, by=change_log.get_batch(id_).who_id)
    came_from = request.headers.get("Referer", "")
    form = UndoForm(initial={"next": came_from if _is_ours(request, came_from) else ""})
    return _change_page(request, id_, may_undo=own, form=form)


def _change_page(request: HttpRequest, id_: int, *, may_undo: bool, form: UndoForm) -> HttpResponse:
    hidden = hidden_tables(viewer_of_request(request))
    seen = change_log.batch_changes(id_).exclude(table__in=hidden)
    lines = Paginator(seen, LINES).get_page(request.GET.get("page"))
    names, batch = table_names(), change_log.get_batch(id_)
    answer = render_page(
        request,
        "workspace/change.html",
        batch=batch,
        what=of_task(batch.what, _tasks(viewer_of_request(request), [batch]).get(id_, "")),
        tables=change_log.batch_tables(id_),
        table=change_lines_table(lines, names),
        base=reverse("change", args=[id_]),
        names=names,
        some_hidden=hidden and seen.count() < change_log.batch_changes(id_).count(),
        may_undo=may_undo,
        form=form,
    )
    return with_status(answer, form if form.is_bound else None)


def _is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address is of a page of ours, to go back to."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


@require_POST
def undo(request: HttpRequest, id_: int) -> HttpResponse:
    """Take a change back; whoever presses again is led to the change that did it."""
    who = viewer_of_request(request)
    form = UndoForm(request.POST)
    done = form.carry_out(undo_batch, id_, viewer=who)
    if done is None:
        return _change_page(request, id_, may_undo=True, form=form)
    if done.result:
        return render_page(
            request,
            "workspace/undo_result.html",
            batch=change_log.get_batch(id_),
            by=done.batch,
            table=skipped_table(done.result[:SHOWN]),
        )
    back = form.cleaned_data["next"]
    if _is_ours(request, back):
        show_done(request, _("Change undone."), done.batch)
        return HttpResponseRedirect(back)
    if not who.may(Verb.VIEW, Resource.LOG):
        messages.success(request, _("Change undone."))
        return redirect("home")
    messages.success(request, _("Change undone. Undo this change to redo it."))
    return redirect("change", done.batch)
