"""The way in: signing in, and on a new workspace the first account."""

from allauth.account.views import login as allauth_login
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from bridgehead.ecosystem.forms.accounts import FirstAccount
from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services import first_account as services
from bridgehead.kit.forms import with_status
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("first-account", first_account, name="first-account")]


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; where nobody can yet, create the first account."""
    if request.user.is_anonymous and not services.has_accounts():
        return redirect("first-account")
    answer: HttpResponse = allauth_login(request)
    return answer


@login_not_required
@never_cache
def first_account(request: HttpRequest) -> HttpResponse:
    """Create the first account of the workspace, with the code from the server's console."""
    if services.has_accounts():
        return redirect("home")
    form = FirstAccount(request.POST) if request.method == "POST" else FirstAccount(initial=_said(request))
    done = form.carry_out(_create, form) if form.is_bound else None
    if done is not None and done.result:
        login(request, User.objects.get(username=done.result), backend=BACKEND)
        return redirect("set-up")
    page = render_page(request, "ecosystem/first_account.html", form=form, has_code=services.has_code())
    return with_status(page, form if form.is_bound else None)


def _said(request: HttpRequest) -> dict[str, str]:
    return {"code": request.GET.get("code", "")}


def _create(form: FirstAccount) -> Receipt[str]:
    return services.create_first_account(**form.values)
