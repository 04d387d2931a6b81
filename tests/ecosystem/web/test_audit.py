"""Sign-ins and downloads are put down: who, what, from where; never a secret, never a name that was typed in vain."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import end_sessions, password_link, remove_accounts
from bridgehead.kit.audit_log import Event, record_event
from bridgehead.kit.models import AuditEntry
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.mail.models import OutboxMail
from bridgehead.workspace.services.retention import remove_nightly
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORD, NEW = "a harbour at dawn", "a harbour at dusk"


def events() -> list[tuple[str, str | None, str, str | None]]:
    """What the log has: event, account, what, address; it is emptied."""
    found = AuditEntry.objects.order_by("pk").values_list("event", "who__username", "what", "address")
    told = list(found)
    AuditEntry.objects.all().delete()
    return told


def sign_in(client: Client, name: str, word: str, **options: str) -> int:
    return client.post("/accounts/login/", {"login": name, "password": word}, **options).status_code


def test_signing_in_and_out_and_new_passwords_are_put_down(mailoutbox: list[object]) -> None:
    cache.clear()
    user = User.objects.create_user("bo", role=Role.MANAGER, password=WORD, email="bo@hub.example")
    client = Client()
    assert sign_in(client, "bo", "wrong") == 200
    assert sign_in(client, "BO@hub.example", "wrong") == 200
    assert sign_in(client, "my-secret-in-the-wrong-field", "wrong") == 200
    before = client.cookies.get("sessionid")
    assert sign_in(client, "bo", WORD) == 302
    assert client.cookies["sessionid"].value != (before.value if before else "")
    here = "127.0.0.1"
    failed = [(Event.FAILED, "bo", "", here)] * 2 + [(Event.FAILED, None, "", here)]
    assert events() == [*failed, (Event.SIGNED_IN, "bo", "", here)]
    changed = {"oldpassword": WORD, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", changed).status_code == 302
    client.post("/accounts/logout/")
    assert events() == [(Event.PASSWORD, "bo", "", here), (Event.SIGNED_OUT, "bo", "", here)]
    chosen = Client()
    place = chosen.get(password_link("bo", viewer=COMMAND_LINE).result, follow=True).redirect_chain[-1][0]
    assert chosen.post(place, {"password1": WORD, "password2": WORD}).status_code == 302
    end_sessions("bo", viewer=COMMAND_LINE)
    assert events() == [
        (Event.LINK, None, "bo", None),
        (Event.PASSWORD, "bo", "", here),
        (Event.ENDED, None, "bo", None),
    ]
    told = list(OutboxMail.objects.filter(to="bo@hub.example").values_list("subject", "body"))
    assert len(told) == 2
    assert not any(word in text for _subject, text in told for word in (WORD, NEW))
    record_event(Event.EXPORT, who=user.pk, what="/members?list=members&format=csv")
    remove_accounts(["bo"])
    assert events() == [(Event.EXPORT, None, "/members?list=members&format=csv", None)]


def test_wrong_passwords_shut_out_their_address_and_nobody_else() -> None:
    cache.clear()
    User.objects.create_user("bo", role=Role.MANAGER, password=WORD)
    statuses = [sign_in(Client(), "bo", "wrong", REMOTE_ADDR="192.0.2.1") for _ in range(12)]
    assert set(statuses) == {200}
    told = events()
    assert told.count((Event.FAILED, "bo", "", "192.0.2.1")) == 10
    assert told.count((Event.REFUSED, "bo", "", "192.0.2.1")) == 2
    assert sign_in(Client(), "bo", WORD, REMOTE_ADDR="192.0.2.1") == 200
    forged = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    assert sign_in(Client(), "bo", WORD, **forged) == 200
    assert sign_in(Client(), "bo", WORD, REMOTE_ADDR="192.0.2.2") == 302


def test_every_file_that_is_handed_out_is_put_down_without_what_was_looked_for() -> None:
    small_world()
    staff = signed_in(Role.ADMIN)
    AuditEntry.objects.all().delete()
    name = User.objects.get(role=Role.ADMIN).username
    for address in ("/members?format=csv&words=Flow", "/members", "/api/members", "/panel.zip", "/nowhere?format=csv"):
        b"".join(staff.get(address))
    staff.head("/panel.zip")
    here = "127.0.0.1"
    assert events() == [
        (Event.EXPORT, name, "/members?format=csv", here),
        (Event.EXPORT, name, "/panel.zip", here),
    ]


def test_entries_go_every_night_after_a_year() -> None:
    for event in (Event.SIGNED_IN, Event.FAILED):
        record_event(event)
    AuditEntry.objects.filter(event=Event.FAILED).update(at=timezone.now() - timedelta(days=367))
    assert remove_nightly(viewer=COMMAND_LINE) == {"audit": 1}
    assert [event for event, *_ in events()] == [Event.SIGNED_IN]


def test_the_page_shows_one_and_thirty_and_narrows() -> None:
    staff = signed_in(Role.ADMIN)
    AuditEntry.objects.all().delete()
    assert "Every sign-in" in staff.get("/users-log").content.decode()
    user = User.objects.get(role=Role.ADMIN)
    record_event(Event.FAILED, who=user.pk)
    record_event(Event.EXPORT, what="export case")
    page = staff.get("/users-log").content.decode()
    assert "Wrong password" in page
    assert "Command line" in page
    for _ in range(28):
        record_event(Event.SIGNED_IN, who=user.pk)
    assert len(staff.get("/users-log").context["table"].rows) == 30
    assert len(staff.get("/users-log", {"event": "export"}).context["table"].rows) == 1
    assert len(staff.get("/users-log", {"words": "export case"}).context["table"].rows) == 1
    text = staff.get("/users-log?format=csv").content.decode()
    assert re.search(r"Data downloaded,Command line,export case", text)
    assert AuditEntry.objects.filter(what="/users-log?format=csv").exists()
    assert signed_in(Role.MANAGER).get("/users-log").status_code == 403


def test_passwords_are_twelve_to_a_hundred_and_twenty_eight_signs_and_not_well_known() -> None:
    for refused in ("elevensigns", "a" * 129, "q1w2e3r4t5y6"):
        with pytest.raises(ValidationError):
            validate_password(refused)
    for taken in ("twelve signs", "ø 港 🌊" * 10, "x7" * 64):
        validate_password(taken)
    assert settings.SESSION_COOKIE_HTTPONLY
