"""No password, session, key, token or link that opens something stands in a log, at debug level either."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import password_link
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.signed_links import sign_token

pytestmark = pytest.mark.django_db
WORD = "a harbour at dawn"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server's log takes down, down to the least."""
    console = next(h for h in logging.getLogger().handlers if h.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    written, level = io.StringIO(), console.level
    before, console.stream = console.stream, written  # no flush: what stood there may be closed
    console.setLevel(logging.DEBUG)
    yield written
    console.stream = before
    console.setLevel(level)


def test_nothing_that_opens_something_is_logged(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    User.objects.create_user("bo", role=Role.ADMIN, password=WORD, email="bo@hub.example")
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    page = client.get("/accounts/login/").content.decode()
    csrf = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = {"login": "bo", "password": WORD, "csrfmiddlewaretoken": csrf}
    client.post("/accounts/login/", sent | {"password": "planted-wrong-word"})
    client.post("/accounts/login/", sent)
    session = client.cookies["sessionid"].value
    client.post("/accounts/login/", sent | {"csrfmiddlewaretoken": "planted-token"})
    links = [password_link("bo", viewer=COMMAND_LINE).result]
    links += [f"/mail/{kind}/{sign_token('bo', 'none')}" for kind in ("no", "stop", "leave", "view")]
    links += [f"/register/own/{sign_token('bo', 'none')}", f"/calendar/feed/{'planted' * 6}.ics"]
    for link in links:
        client.get(link)
        client.put(link)

    def fails(*_args: object, **_options: object) -> None:
        message = f"a fault at {links[1]}"
        raise RuntimeError(message)

    monkeypatch.setattr("bridgehead.match.web.mail_links.read_token", fails, raising=False)
    monkeypatch.setattr("bridgehead.kit.signed_links.signing.loads", fails)
    client.get(links[1])
    text = log.getvalue()
    assert "/mail/no/…" in text
    assert "RuntimeError" in text
    secrets = [
        WORD,
        "planted",
        session,
        csrf,
        settings.SECRET_KEY,
        *(link.rpartition("/")[2] for link in links if link),
    ]
    secrets += [links[0].rstrip("/").rpartition("/")[2]]
    assert [secret for secret in secrets if secret and secret in text] == []
