"""A body that is too large is refused by its headers, before it is taken."""

import pytest
from django.conf import settings
from django.test import Client
from waitress.adjustments import Adjustments

from bridgehead.ecosystem.models import User
from bridgehead.kit.permissions import Role
from bridgehead.workspace.services.request_bodies import MOST, LimitedParser

LARGE = settings.ANONYMOUS_LIMIT + 1


def refusal(*headers: str, body: bytes = b"") -> str:
    """What is said of a request when its headers and the first of its body are there; blank where it is read on."""
    parser = LimitedParser(Adjustments(max_request_body_size=MOST))
    lines = ["POST /accounts/login/ HTTP/1.1", "Host: hub.example", *headers]
    head = "\r\n".join((*lines, "", "")).encode()
    assert parser.received(head) == len(head)
    if body and not parser.completed:
        parser.received(body)
    return parser.error.reason if parser.error else ""


@pytest.mark.django_db
def test_without_signing_in_a_form_may_be_sent_and_no_more() -> None:
    assert refusal("Content-Length: 300") == ""
    assert refusal(f"Content-Length: {settings.ANONYMOUS_LIMIT - 1}") == ""
    for cookie in ("", "Cookie: sessionid=made-up", 'Cookie: sessionid="', "Cookie: =;=,"):
        assert refusal(f"Content-Length: {LARGE}", *filter(None, [cookie])) == "Request Entity Too Large", cookie
    chunk = b"%x\r\n" % LARGE + b"x" * LARGE + b"\r\n"
    assert refusal("Transfer-Encoding: chunked", body=chunk) == "Request Entity Too Large"
    assert refusal("Transfer-Encoding: chunked", body=b"3\r\nabc\r\n") == ""


@pytest.mark.django_db
def test_whoever_is_signed_in_may_send_what_an_upload_may_have() -> None:
    browser = Client()
    browser.force_login(User.objects.create(username="ida", role=Role.MANAGER))
    cookie = f"Cookie: theme=dark; sessionid={browser.cookies['sessionid'].value}"
    assert refusal(f"Content-Length: {settings.UPLOAD_LIMIT}", cookie) == ""
    assert refusal(f"Content-Length: {MOST}", cookie) == "Request Entity Too Large"
    browser.logout()
    assert refusal(f"Content-Length: {LARGE}", cookie) == "Request Entity Too Large"
