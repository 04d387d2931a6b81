"""The page of the settings: a form a section, errors beside the fields, what the server decides beside it."""

from typing import Any

from django.conf import settings as server
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries import workspace_name
from bridgehead.kit import change_log
from bridgehead.kit.field_limits import is_colour
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from, viewer
from bridgehead.mail.models import SENT, OutboxMail
from bridgehead.mail.phrases import trial_result
from bridgehead.mail.queries import unsent_count
from bridgehead.mail.services.delivery import send_test
from bridgehead.mail.services.transport import has_transport
from bridgehead.settings import phrases, queries
from bridgehead.settings.core.contrast import accent_shades
from bridgehead.settings.models import Settings
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.settings.services.logo import remove_logo, save_logo
from bridgehead.settings.services.mail_password import save_mail_password
from bridgehead.workspace.forms.workspace_settings import (
    SECTIONS,
    LogoForm,
    RemoveDue,
    RemoveLogo,
    SettingsSection,
    TestMail,
    WhichSection,
)
from bridgehead.workspace.phrases import due_removed, due_text
from bridgehead.workspace.services.retention import due_now, remove_due


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("settings", settings_page, name="settings"),
        path("settings/logo", change_logo, name="settings-logo"),
        path("settings/mail/test", try_mail, name="settings-mail-test"),
        path("settings/retention/delete", delete_due, name="settings-delete-due"),
        path("settings/logo/remove", remove_logo_view, name="settings-logo-remove"),
    ]


def settings_page(request: HttpRequest) -> HttpResponse:
    """All settings, a section at a time; `?accent=` shows how another colour would look."""
    if request.method != "POST":
        require_viewer(request, Verb.VIEW, Resource.SETTING)
        return _page(request, None)
    who = require_viewer(request, Verb.CHANGE, Resource.SETTING)
    which = WhichSection(request.POST)
    if not which.is_valid():
        raise Http404
    form = SECTIONS[which.cleaned_data["section"]](request.POST)
    done = form.carry_out(_save, form, viewer=who)
    nothing = done is not None and done.batch is None and not form.cleaned_data.get(queries.MAIL_PASSWORD)
    return _answer(request, form, done, _("Nothing was changed.") if nothing else _("Settings saved."))


@sent_from("settings", Resource.SETTING)
def change_logo(request: HttpRequest) -> HttpResponse:
    """Take a picture as the logo."""
    who = require_viewer(request, Verb.CHANGE, Resource.SETTING)
    form = LogoForm(request.POST, request.FILES)
    done = form.carry_out(_save_logo, form, viewer=who)
    return _answer(request, form, done, _("Logo saved."))


@sent_from("settings", Resource.SETTING)
def remove_logo_view(request: HttpRequest) -> HttpResponse:
    """Show the product's own mark again."""
    who = require_viewer(request, Verb.CHANGE, Resource.SETTING)
    form = RemoveLogo(request.POST)
    return _answer(request, form, form.carry_out(remove_logo, viewer=who), _("Logo removed."))


@sent_from("settings", Resource.SETTING)
def try_mail(request: HttpRequest) -> HttpResponse:
    """Send a test mail, and say what became of it."""
    who = require_viewer(request, Verb.CHANGE, Resource.SETTING)
    form = TestMail(request.POST)
    done = form.carry_out(_send_test, form, viewer=who)
    if done is None or done.result is None:
        return with_status(_page(request, form), form)
    say = messages.success if done.result.state == SENT else messages.error
    say(request, trial_result(done.result))
    return redirect(reverse("settings") + "#mail")


@sent_from("settings", Resource.SETTING)
def delete_due(request: HttpRequest) -> HttpResponse:
    """Delete for good what is kept too long."""
    who = require_viewer(request, Verb.CHANGE, Resource.SETTING)
    form = RemoveDue(request.POST)
    done = form.carry_out(remove_due, viewer=who)
    if done is None:
        return with_status(_page(request, form), form)
    messages.success(request, due_removed(done.result or {}))
    return redirect(reverse("settings") + "#retention")


def _save(form: SettingsSection, *, viewer: Viewer) -> Receipt[None]:
    done = save_settings(form.settings, viewer=viewer, seen=form.cleaned_data["seen"])
    if password := form.cleaned_data.get(queries.MAIL_PASSWORD):
        save_mail_password(password, viewer=viewer)
    return done


def _send_test(form: TestMail, *, viewer: Viewer) -> Receipt[OutboxMail]:
    return send_test(form.cleaned_data["to"], workspace_name(), viewer=viewer)


def _save_logo(form: LogoForm, *, viewer: Viewer) -> Receipt[str]:
    return save_logo(form.cleaned_data["logo"].read(), viewer=viewer)


def _answer(request: HttpRequest, form: VerbForm, done: Receipt[Any] | None, text: str) -> HttpResponse:
    if done is None:
        return with_status(_page(request, form), form)
    show_done(request, text, done.batch)
    return redirect("settings")


def _page(request: HttpRequest, sent: VerbForm | None) -> HttpResponse:
    may_change = viewer(request).may(Verb.CHANGE, Resource.SETTING)
    asked = request.GET.get("accent", "").lower()
    tried = asked if is_colour(asked) else ""
    fresh: dict[str, Any] = {"seen": change_log.position_of(Settings, queries.ID)}
    made: dict[str, Any] = {
        name: drawn(sent, kind, initial=fresh | ({"accent": tried} if tried and name == "cluster" else {}))
        for name, kind in SECTIONS.items()
    }
    if not may_change:
        for form in made.values():
            form.only_shown()
    chosen = tried or queries.workspace_settings().accent
    shades = accent_shades(chosen) if chosen else None
    periods = due_now()
    due = [each for each in periods if each.count]
    return render_page(
        request,
        "workspace/settings.html",
        forms=made,
        may_change=may_change,
        logo_form=drawn(sent, LogoForm),
        test_form=drawn(sent, TestMail, initial={"to": getattr(request.user, "email", "")}),
        sends=has_transport(),
        mail_backend=server.MAIL_BACKEND,
        unsent=unsent_count(),
        has_periods=bool(periods),
        due=[(each, due_text(each.kind, each.count, each.since)) for each in due],
        deletes=any(each.is_removable and each.count for each in due),
        shades=shades,
        tried=tried,
        accent_notes=[phrases.accent_in_light(shades), phrases.accent_in_dark(shades)] if shades else [],
    )
