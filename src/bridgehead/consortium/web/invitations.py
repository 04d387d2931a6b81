"""Inviting the members of a team, and recording their answers."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.consortium import services
from bridgehead.consortium.forms import AnswerForm, InviteForm
from bridgehead.consortium.web.team_page import member_names, question_page
from bridgehead.consortium.web.url_state import (
    question,
)
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import require_viewer, sent_from


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "opportunities/<id:id_>/consortium"
    return [
        path(f"{base}/invite", invite, name="consortium-invite"),
        path(f"{base}/invitations/<id:actor>", note_answer, name="consortium-answer"),
    ]


@sent_from("consortium", Resource.MATCH)
def invite(request: HttpRequest, id_: str) -> HttpResponse:
    """Invite the members of a team."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = InviteForm(request.POST)
    if form.is_valid() and (done := form.carry_out(services.invite, id_, form.cleaned_data["actor"], viewer=viewer)):
        count = done.tallies["invitation"].added if done.batch else 0
        said = ngettext("%(count)d invitation sent.", "%(count)d invitations sent.", count) % {"count": count}
        show_done(request, said if count else _("All members are already invited."), done.batch)
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(question_page(request, id_, viewer, form.asked, team=form, named=member_names(form)), form)


@sent_from("consortium", Resource.MATCH, "id_")
def note_answer(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Record an answer to an invitation."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = AnswerForm(request.POST, auto_id=ids_of(actor))
    if form.is_valid() and (
        done := form.carry_out(
            services.answer_invitation,
            id_,
            actor,
            status=form.cleaned_data["status"],
            note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"],
            viewer=viewer,
        )
    ):
        show_done(request, _("Answer recorded."), done.batch)
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(question_page(request, id_, viewer, form.asked, answer=form, answered=actor), form)
