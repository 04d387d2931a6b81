"""Every address through its front door: who gets in, with what token, under which policy.

An address that stands in neither list is the staff's: a new page is closed to members until it is named here.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Activity, Actor, Batch, Evidence, Opportunity, Person, Source
from tests.world import HOSTILE, flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

ALL = {
    *("home", "members", "member", "member-peek", "activities", "activity", "activity-peek"),
    *("opportunities", "opportunity", "opportunity-peek", "market", "network", "network-drawing"),
    *("figures", "introductions", "search", "trip", "trip-day", "trip-take", "theme", "record-choices"),
    *("mail-no", "mail-stop", "brand-accent", "brand-logo"),
    *("register", "register-own", "register-cancel", "register-calendar"),  # what the signed address lets in
    *("calendar", "calendar-subscriptions", "calendar-revoke", "calendar-trip", "calendar-feed"),  # their own
    "mail-choice",
    "view-mail-stop",
    "mailing-unsubscribe",
    *("view-new", "view", "view-keep", "view-remove", "view-stop"),  # each has views of their own
    *("join", "join-done"),
    "first-account",  # where there are accounts it leads home
}
"""Whoever has signed in opens these; what they show of others is tested where they are made."""
OWN = {"evidence", "profile", "pattern", "shortlist", "reach", "member-influence", "member-report", "fitting"}
OWN |= {"application", "member-applications"}
"""A member opens these of its own organisation."""
RANKED = {"matches", "match", "compare", "registration"}
"""A member opens these and sees its own place in them, or its own people."""
BY_TOKEN = {
    "mail-no",
    "mail-stop",
    "view-mail-stop",
    "mailing-unsubscribe",
    "register",
    "register-own",
    "register-cancel",
}
"""The letter's or the event's own token opens these: a mail program posts there without a form of ours."""
VALUES = {
    "members": "flow",
    "opportunities": "harbour-storage",
    "activities": "trip",
    "applications": "harbour",
    "memberships": "asked",
    "evidence": "e1",
    "sources": "talk",
    "markets": "SE",
    "codes": "Oa.network",
}
NAMED = {"actor": "flow", "by": "actor", "row": "flow", "code": "Oa.network", "kind": "pdf", "name": "consortium.md"}
NAMED |= {"record": "evidence", "key": "e1", "column": "summary"}


def doors(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Name and address of every page, about the things of the small world."""
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from doors(part, pattern)
        elif isinstance(part, URLPattern) and not pattern.startswith(("accounts/", "api/")):
            thing = VALUES.get(pattern.split("/")[0], "x")
            address = re.sub(r"<number:\w+>", "1", pattern)
            address = re.sub(r"<(?:id|str):(\w+)>", lambda m, thing=thing: NAMED.get(m[1], thing), address)
            yield part.name or "", f"/{address}"


DOORS = sorted(doors(get_resolver()))


def test_what_is_the_staffs_is_closed_to_members(world: None) -> None:
    flow = signed_in(Role.MEMBER_COLLEAGUE, "flow")
    before = Batch.objects.count()
    for name, address in DOORS:
        if name not in ALL | OWN | RANKED:
            answer = flow.get(address, follow=True)
            assert answer.status_code in {403, 405} or answer.resolver_match.url_name in ALL, name
            assert flow.post(address, {"actor": "flow", "format": "case"}).status_code == 403, name
    assert Batch.objects.count() == before


def test_what_is_a_members_own_is_closed_to_the_others() -> None:
    others = signed_in(Role.MEMBER_OWNER, "cool"), signed_in(Role.MEMBER_OWNER)
    for name, address in DOORS:
        if name in OWN:
            for who in others:
                assert who.get(address).status_code == 403, name
                assert who.post(address).status_code in {403, 405}, name
            assert signed_in(Role.MEMBER_OWNER, "flow").get(address).status_code != 403, name


def test_nothing_is_taken_without_the_forms_token() -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = signed_in(Role.ADMIN).cookies
    taken = {name for name, address in DOORS if stranger.post(address).status_code != 403}
    assert taken <= BY_TOKEN


ASKED = {"start": "flow", "end": "port", "find": "flow", "group": "flow", "firm": "cool"}
SECRETS = ("Ane Holm", "ane@flow.example", "Knows the port", "Interview with Flow", "flow--port")


@pytest.mark.slow
def test_no_page_tells_a_member_what_is_anothers() -> None:
    other = signed_in(Role.MEMBER_OWNER, "cool")
    for name, address in DOORS:
        for words in ("", "holm", "knows"):
            text = other.get(address, {**ASKED, "q": words, "words": words}).content.decode(errors="replace")
            assert [secret for secret in SECRETS if secret in text] == [], name


SAID = dict.fromkeys(("words", "q", "text", "source", "start", "end"), HOSTILE)


@pytest.mark.slow
def test_the_policy_is_said_and_nothing_hostile_goes_through(staff: Client) -> None:
    with batch("every name a script") as writer:
        for model, field in ((Actor, "name"), (Opportunity, "title"), (Activity, "name"), (Source, "title")):
            ids = model.objects.values_list("pk", flat=True)
            writer.put(model, [{"id": id_, field: f"{HOSTILE} {id_}"} for id_ in ids])
        writer.put(Evidence, [{"id": "e1", "summary": HOSTILE, "quote": HOSTILE, "locator": HOSTILE}])
        writer.put(Person, [{"id": "p1", "name": HOSTILE, "role": HOSTILE}])
    for name, address in DOORS:
        for who, asked in ((staff, {}), (staff, SAID), (Client(), SAID)):
            answer = who.get(address, asked)
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], name
            assert answer.headers["X-Content-Type-Options"] == "nosniff", name
            if answer.headers.get("Content-Type", "").startswith(("text/html", "image/svg")):
                text = answer.content.decode()
                assert "<script>" not in text, name
                assert not re.search(r"<[^>]* (?:style|on[a-z]+)=\"", text), name
