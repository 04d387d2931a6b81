"""The public form to apply for membership, and the decision on an application."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.membership_terms import fee_for
from bridgehead.ecosystem.phrases.memberships import joining_closed, too_many_from_here
from bridgehead.ecosystem.queries.membership_records import WAITING, fee_facts, fees, membership_request
from bridgehead.ecosystem.services import joining
from bridgehead.importers.queries.similar_names import similar_actors
from bridgehead.kit import countries
from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.middleware import contact
from bridgehead.kit.notices import show_change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.pages.forms.memberships import PURPOSE_LABELS, AcceptForm, DeclineRequestForm, MembershipRequestForm
from bridgehead.pages.tables.memberships import fee_table

RATE = "membership_request"
"""The limit of the settings (`ACCOUNT_RATE_LIMITS`) on how many applications one address of the network sends."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("join", join, name="join"),
        path("join/done", done, name="join-done"),
        path("memberships/requests/<id:id_>", request_page, name="membership-request"),
        path("memberships/requests/<id:id_>/accept", accept, name="membership-accept"),
        path("memberships/requests/<id:id_>/decline", decline, name="membership-decline"),
    ]


@login_not_required
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Apply for membership; without an account."""
    form = MembershipRequestForm(request.POST) if request.method == "POST" else MembershipRequestForm()
    if (
        form.is_bound
        and form.is_valid()
        and (form.is_from_a_program or form.carry_out(_ask, form, request) is not None)
    ):
        return redirect("join-done")
    page = render_page(
        request,
        "pages/join.html",
        form=form,
        cluster=queries.workspace_name(),
        closed="" if joining.is_open() else joining_closed(contact()),
        fees=fee_table(list(fees())),
    )
    return with_status(page, form if form.is_bound else None)


@login_not_required
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """The application has arrived."""
    return render_page(request, "pages/join_done.html", cluster=queries.workspace_name())


def request_page(request: HttpRequest, id_: str) -> HttpResponse:
    """What an organisation said of itself, and the decision on it."""
    return _page(request, id_, None)


@sent_from("membership-request", Resource.CONTACT)
def accept(request: HttpRequest, id_: str) -> HttpResponse:
    """Make the organisation a member."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CONTACT)
    form = AcceptForm(request.POST, similar=_similar(id_))
    if form.is_valid():
        done = form.carry_out(_accept, form, id_, viewer=viewer)
        if done is not None:
            show_change(request, done.batch)
            return redirect("member", done.result) if done.result else redirect("memberships")
    return _page(request, id_, form)


@sent_from("membership-request", Resource.CONTACT)
def decline(request: HttpRequest, id_: str) -> HttpResponse:
    """Decline the organisation."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CONTACT)
    form = DeclineRequestForm(request.POST)
    if form.is_valid():
        done = form.carry_out(_decline, form, id_, viewer=viewer)
        if done is not None:
            show_change(request, done.batch)
            return redirect("memberships")
    return _page(request, id_, form)


def _ask(form: MembershipRequestForm, request: HttpRequest) -> Receipt[str]:
    if not ratelimit.consume(request, action=RATE):
        raise InputError("", sentence=too_many_from_here(contact()))
    return joining.request_membership(form.asked)


def _accept(form: AcceptForm, id_: str, *, viewer: Viewer) -> Receipt[str]:
    deliver = deliver_outbox if form.cleaned_data["mail"] else None
    kind = form.cleaned_data["actor_kind"]
    return joining.accept_request(
        id_, viewer=viewer, actor=form.existing, actor_kind=kind, terms=form.terms, deliver=deliver
    )


def _decline(form: DeclineRequestForm, id_: str, *, viewer: Viewer) -> Receipt[str]:
    deliver = deliver_outbox if form.cleaned_data["mail"] else None
    return joining.decline_request(id_, viewer=viewer, reason=form.cleaned_data["reason"], deliver=deliver)


def _similar(id_: str) -> list[tuple[str, str]]:
    """Organisations on record whose name is like that of who asks."""
    return [
        (found.pk, f"{found.name} ({countries.name(found.country)})" if found.country else found.name)
        for found in similar_actors(membership_request(id_).name)
    ]


def _page(request: HttpRequest, id_: str, sent: VerbForm | None) -> HttpResponse:
    viewer = require_viewer(request, Verb.VIEW, Resource.CONTACT)
    found, today = membership_request(id_), timezone.localdate()
    similar = _similar(id_)
    fee = fee_for(fee_facts(), kind=found.kind, size=found.size, year=today.year)
    given: dict[str, Any] = {"actor_kind": "firm", "kind": found.kind, "fee": fee, "since": today.isoformat()}
    page = render_page(
        request,
        "pages/membership_request.html",
        asked=found,
        consent=[PURPOSE_LABELS[each] for each in found.consent.split(";") if each in PURPOSE_LABELS],
        accept=sent if isinstance(sent, AcceptForm) else AcceptForm(similar=similar, initial={**given, "mail": True}),
        decline=drawn(sent, DeclineRequestForm, initial={"mail": True}, auto_id="decline-%s"),
        similar=similar,
        may_change=viewer.may(Verb.CHANGE, Resource.CONTACT) and found.status == WAITING,
        title=_("Membership application of {name}").format(name=found.name),
    )
    return with_status(page, sent)
