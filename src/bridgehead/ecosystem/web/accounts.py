"""Pages of accounts: who can sign in, as what; invite, change, switch off."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.forms.accounts import (
    EditAccount,
    EndSessions,
    InviteAccount,
    NewPasswordLink,
    RemoveSecondStep,
)
from bridgehead.ecosystem.services import accounts as services
from bridgehead.ecosystem.services.invitation_mails import send_invitation
from bridgehead.ecosystem.tables import account_table, session_table
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.request_context import viewer as viewer_of_request
from bridgehead.mail.tasks import deliver_outbox


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("users", accounts, name="accounts"),
        path("users/<id:name>", account, name="account"),
        path("users/<id:name>/link", make_link, name="account-link"),
        path("users/<id:name>/sign-out", sign_out, name="account-sign-out"),
        path("users/<id:name>/second-step", forget_second_step, name="account-second-step"),
    ]


def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts that one may see, and a form to invite somebody."""
    viewer = viewer_of_request(request)
    form = InviteAccount(request.POST) if request.method == "POST" else InviteAccount()
    done = form.carry_out(_invite, form, viewer=viewer) if form.is_bound else None
    if done is not None and done.result:
        sent = send_invitation(done.result, base=settings.ADDRESS, viewer=viewer, deliver=deliver_outbox).result
        show_done(request, phrases.invitation_done(sent.link, sent.email, goes_out=sent.goes_out))
        return redirect("account", done.result)
    page = render_page(
        request, "ecosystem/accounts.html", table=account_table(services.accounts(viewer=viewer)), form=form
    )
    return with_status(page, form if form.is_bound else None)


def account(request: HttpRequest, name: str) -> HttpResponse:
    """An account: role, organisation, address; switched on or off."""
    viewer = viewer_of_request(request)
    form = EditAccount(request.POST) if request.method == "POST" else None
    if form is not None and form.carry_out(_edit, form, name, viewer=viewer) is not None:
        show_done(request, phrases.account_edited(name))
        return redirect("account", name)
    return _account_page(request, name, form)


@sent_from("account", Resource.USER)
def make_link(request: HttpRequest, name: str) -> HttpResponse:
    """Make a link by which the account's password is chosen anew."""
    return _done(request, name, NewPasswordLink(request.POST), services.password_link, _link_text)


@sent_from("account", Resource.USER)
def sign_out(request: HttpRequest, name: str) -> HttpResponse:
    """End all sessions of an account."""
    return _done(request, name, EndSessions(request.POST), services.end_sessions, phrases.sessions_ended)


@sent_from("account", Resource.USER)
def forget_second_step(request: HttpRequest, name: str) -> HttpResponse:
    """Forget an account's two-step sign-in."""
    return _done(request, name, RemoveSecondStep(request.POST), services.remove_second_step, _second_step_text)


def _invite(form: InviteAccount, *, viewer: Viewer) -> Receipt[str]:
    return services.invite_user(**form.values, viewer=viewer)


def _edit(form: EditAccount, name: str, *, viewer: Viewer) -> Receipt[str]:
    return services.edit_account(name, **form.values, viewer=viewer)


def _second_step_text(_removed: int) -> str:
    return _("Two-step sign-in removed.")


def _link_text(path: str) -> str:
    return phrases.link_to_choose_password(settings.ADDRESS + path)


def _done(
    request: HttpRequest, name: str, form: VerbForm, verb: Callable[..., Receipt[Any]], says: Callable[[Any], str]
) -> HttpResponse:
    viewer = require_viewer(request, Verb.CHANGE, Resource.USER)
    done = form.carry_out(verb, name, viewer=viewer)
    if done is None:
        return _account_page(request, name, form)
    show_done(request, says(done.result))
    return redirect("account", name)


def _account_page(request: HttpRequest, name: str, sent: VerbForm | None) -> HttpResponse:
    viewer = viewer_of_request(request)
    user = services.find_account(name, viewer=viewer)
    given = {"role": user.role, "actor": user.actor_id or "", "email": user.email, "active": user.is_active}
    page = render_page(
        request,
        "ecosystem/account.html",
        account=user,
        form=drawn(sent, EditAccount, initial=given),
        sessions=session_table(services.sessions_of(name, viewer=viewer)),
    )
    return with_status(page, sent)
