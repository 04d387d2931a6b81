"""What people say of a candidate, in its row: staff's marks, a member's own "no thanks", and taking them back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import onward, render_page, viewer
from bridgehead.match import phrases
from bridgehead.match.forms import MarkForm
from bridgehead.match.queries.mark_controls import mark_controls
from bridgehead.match.services import marks as services
from bridgehead.opportunities.queries import opportunity


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("opportunities/<id:id_>/marks/<id:actor>", set_mark_view, name="mark")]


@require_POST
def set_mark_view(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Mark a candidate, or take a mark back."""
    who = viewer(request)
    form = MarkForm(request.POST, auto_id=ids_of(f"{id_}-{actor}"))
    services.require_say(who, actor, form.word)
    scripted = bool(request.headers.get("HX-Request"))
    done = _carried_out(form, id_, actor, who)
    if done is None:
        shown = {"marking": mark_controls(id_, [actor], who)[actor], "sent": form}
        if not scripted:
            shown |= {"opportunity": opportunity(id_), "name": ecosystem.actor(actor).name}
        return with_status(
            render_page(request, "match/marks.html" if scripted else "match/marks_alone.html", **shown), form
        )
    if scripted:
        return render_page(request, "match/marks.html", marking=mark_controls(id_, [actor], who)[actor])
    name = ecosystem.names_of([actor]).get(actor, actor)
    show_done(request, phrases.feedback_saved(name, form.word, removed=bool(form.cleaned_data["back"])), done.batch)
    return HttpResponseRedirect(onward(request, form.cleaned_data["next"], "opportunity", id_))


def _carried_out(form: MarkForm, opportunity: str, actor: str, who: Viewer) -> Receipt[Any] | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    if said["back"]:
        try:
            return form.carry_out(services.remove_mark, opportunity, actor, said["back"], viewer=who)
        except NotFound:
            return Receipt(None)  # somebody was faster: what is not there is taken back
    word, why = said["mark"], said["reason"]
    return form.carry_out(services.mark, opportunity, actor, word, why=why, by=who.name, viewer=who)
