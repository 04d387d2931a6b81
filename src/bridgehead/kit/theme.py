"""The theme: light, dark, or the system's choice, remembered in a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.forms import ThemeForm
from bridgehead.kit.request_context import onward

THEME = "theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme that was chosen; blank for the system's."""
    chosen = request.COOKIES.get(THEME, "")
    return chosen if chosen in THEMES else ""


@require_POST
@login_not_required
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or (blank) the system's choice, and go back."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        raise InputError(expects("theme"), found=form.problem)
    response = HttpResponseRedirect(onward(request, form.cleaned_data["next"], "home"))
    chosen = form.cleaned_data["theme"]
    if chosen in THEMES:
        response.set_cookie(THEME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(THEME)
    return response
