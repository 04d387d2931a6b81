"""The set-up of a workspace: four steps, each with a page of its own, and the first match at the end."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.phrases import invitation_done
from bridgehead.ecosystem.queries import actor, actors
from bridgehead.ecosystem.services import accounts
from bridgehead.ecosystem.services.invitation_mails import send_invitation
from bridgehead.importers.queries.set_up import ALL, listed_outside, set_up, usual_cluster
from bridgehead.importers.services import set_up as services
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.workers import work_waits
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.opportunities.queries import nearest, opportunities, undated
from bridgehead.settings.queries import workspace_settings
from bridgehead.workspace.core.file_kinds import MEMBERS
from bridgehead.workspace.forms.records import RECORD_FORMS
from bridgehead.workspace.forms.set_up import (
    ClusterForm,
    ColleagueForm,
    JoinForm,
    MemberListForm,
    OneMemberForm,
    OpportunityFileForm,
    SkipForm,
)
from bridgehead.workspace.services import import_jobs
from bridgehead.workspace.services.set_up import pasted_list, save_cluster
from bridgehead.workspace.tasks import preview

FEW = 8
ACCENT = "#0b57a4"
"""The product's own accent (`kit/tokens.css`), which a picker of colours shows where none was chosen."""
END = "match"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("set-up", begin, name="set-up"),
        path("set-up/cluster", cluster, name="set-up-cluster"),
        path("set-up/members", members, name="set-up-members"),
        path("set-up/members/join", join, name="set-up-join"),
        path("set-up/members/one", one_member, name="set-up-member"),
        path("set-up/colleagues", colleagues, name="set-up-colleagues"),
        path("set-up/opportunities", opportunities_step, name="set-up-opportunities"),
        path("set-up/match", first_match, name="set-up-match"),
        path("set-up/skip/<id:step>", skip, name="set-up-skip"),
    ]


def begin(request: HttpRequest) -> HttpResponse:
    """To the first step that waits, else to the first match."""
    _require(request)
    return redirect(f"set-up-{set_up().next or END}")


def cluster(request: HttpRequest) -> HttpResponse:
    """Step 1: whose workspace it is."""
    viewer = _require(request)
    faces = viewer.may(Verb.CHANGE, Resource.SETTING)
    if request.method == "POST":
        form = ClusterForm(request.POST, request.FILES, faces=faces)
        done = form.carry_out(_save_cluster, form, viewer=viewer)
        if done is not None:
            show_done(request, _("Cluster saved."))  # up to three changes: no single one takes it back
            return redirect("set-up-members")
    else:
        own = usual_cluster()
        known = actor(own) if own else None
        stands = {"name": known.name, "country": known.country} if known else {}
        form = ClusterForm(initial={**stands, "accent": workspace_settings().accent or ACCENT}, faces=faces)
    return _step(request, "cluster", form, form=form)


def _save_cluster(form: ClusterForm, *, viewer: Viewer) -> Receipt[str]:
    values, logo = form.values, form.values.get("logo")
    accent = values.get("accent", "").lower()
    usual = accent == ACCENT and not workspace_settings().accent  # the colour that a picker shows for none
    return save_cluster(
        values["name"],
        country=values["country"],
        accent="" if usual else accent,
        logo=logo.read() if logo else b"",
        viewer=viewer,
    )


def members(request: HttpRequest) -> HttpResponse:
    """Step 2: a list of members, as a file or pasted."""
    viewer = _require(request)
    form = MemberListForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        given = {"format": MEMBERS, "viewer": viewer, "preview": preview}
        file = form.cleaned_data["file"] or pasted_list(form.cleaned_data["pasted"])
        done = form.carry_out(import_jobs.create_import_job, file, **given)
        if done is not None and done.result is not None:
            return redirect("upload", done.result)
    return _members_page(request, form)


@sent_from("set-up-members", Resource.CASE)
def one_member(request: HttpRequest) -> HttpResponse:
    """A member that is typed in."""
    viewer = _require(request)
    form = OneMemberForm(request.POST)
    done = form.carry_out(_add_member, form, viewer=viewer)
    if done is None:
        return _members_page(request, form)
    show_done(request, _("Member added."), done.batch)
    return redirect("set-up-members")


def _add_member(form: OneMemberForm, *, viewer: Viewer) -> Receipt[str]:
    return services.add_member(**form.values, viewer=viewer)


def _members_page(request: HttpRequest, sent: VerbForm | None) -> HttpResponse:
    own = usual_cluster()
    found = actors(cluster=own) if own else actors().exclude(kind="cluster")
    return _step(
        request,
        "members",
        sent,
        list_form=drawn(sent, MemberListForm),
        one_form=drawn(sent, OneMemberForm),
        typing=isinstance(sent, OneMemberForm),
        count=found.count(),
        members=found[:FEW],
        outside=listed_outside().count() if own else 0,
        cluster=actor(own).name if own else "",
        limit=import_jobs.limit(),
    )


@sent_from("set-up-members", Resource.CASE)
def join(request: HttpRequest) -> HttpResponse:
    """Organisations that were listed before the cluster was made become its members."""
    form = JoinForm(request.POST)
    done = form.carry_out(services.make_members, viewer=_require(request))
    if done is None:
        return _members_page(request, form)
    show_done(request, _("Members added."), done.batch)
    return redirect("set-up-members")


def colleagues(request: HttpRequest) -> HttpResponse:
    """Step 3: who works here."""
    viewer = _require(request)
    form = ColleagueForm(request.POST) if request.method == "POST" else None
    done = form.carry_out(_invite, form, viewer=viewer) if form is not None else None
    if done is not None and done.result:
        sent = send_invitation(done.result, base=settings.ADDRESS, viewer=viewer, deliver=deliver_outbox).result
        show_done(request, invitation_done(sent.link, sent.email, goes_out=sent.goes_out))
        return redirect("set-up-colleagues")
    invites = viewer.may(Verb.CHANGE, Resource.USER)
    return _step(
        request,
        "colleagues",
        form,
        form=drawn(form, ColleagueForm),
        invites=invites,
        goes_out=has_transport(),
        accounts=accounts.accounts(viewer=viewer) if viewer.may(Verb.VIEW, Resource.USER) else (),
    )


def _invite(form: ColleagueForm, *, viewer: Viewer) -> Receipt[str]:
    return accounts.invite_user(**form.values, viewer=viewer)


def opportunities_step(request: HttpRequest) -> HttpResponse:
    """Step 4: what members can go for."""
    viewer = _require(request)
    form = OpportunityFileForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        given = {"format": form.cleaned_data["format"], "viewer": viewer, "preview": preview}
        done = form.carry_out(import_jobs.create_import_job, form.cleaned_data["file"], **given)
        if done is not None and done.result is not None:
            return redirect("upload", done.result)
    return _step(
        request,
        "opportunities",
        form,
        file_form=drawn(form, OpportunityFileForm),
        one_form=RECORD_FORMS["opportunity"](initial={"next": "/set-up/match", "status": "open"}),
        count=opportunities().count(),
        found=opportunities()[:FEW],
        limit=import_jobs.limit(),
    )


def first_match(request: HttpRequest) -> HttpResponse:
    """The end: who of the members should answer the nearest opportunity, and a question of one's own."""
    _require(request)
    request.session.pop("set_up", None)
    today = timezone.localdate().isoformat()
    about = nearest(today, 1).first() or undated(1).first() or opportunities().first()
    return render_page(
        request,
        "workspace/set_up_match.html",
        set_up=set_up(),
        current=END,
        opportunity=about,
        cluster=usual_cluster(),
        waits=work_waits(),
    )


@require_POST
def skip(request: HttpRequest, step: str) -> HttpResponse:
    """Skip a step, or dismiss the whole set-up."""
    viewer = _require(request)
    form = SkipForm(request.POST)
    done = form.carry_out(services.skip_step, step, viewer=viewer)
    if done is None:
        show_done(request, form.problem)
        return redirect("home")
    if step == ALL:
        show_done(request, _("Set-up dismissed."), done.batch)
        return redirect("home")
    return redirect(f"set-up-{set_up().beside(step)[1] or END}")


def _require(request: HttpRequest) -> Viewer:
    return require_viewer(request, Verb.IMPORT, Resource.CASE)


def _step(request: HttpRequest, name: str, sent: VerbForm | None, **context: Any) -> HttpResponse:
    request.session["set_up"] = True  # the page of an import leads back here
    found = set_up()
    before, after = found.beside(name)
    page = render_page(
        request,
        f"workspace/set_up_{name}.html",
        set_up=found,
        current=name,
        step=next(step for step in found.steps if step.name == name),
        before=before,
        after=after or END,
        waits=work_waits(),
        **context,
    )
    return with_status(page, sent if sent is not None and sent.is_bound else None)
