"""Every page asks the access table, and nobody sees a page without signing in."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bridgehead.kit.permissions import Resource, Role, Verb, is_permitted
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Address, what the table is asked, and the actor that the thing belongs to.
PAGES: list[tuple[str, Verb, Resource, str | None]] = [
    ("/", Verb.VIEW, Resource.OPPORTUNITY, None),
    ("/members", Verb.VIEW, Resource.ACTOR, None),
    ("/members/flow", Verb.VIEW, Resource.ACTOR, "flow"),
    ("/members/cool", Verb.VIEW, Resource.ACTOR, "cool"),
    ("/members/flow/peek", Verb.VIEW, Resource.ACTOR, "flow"),
    ("/activities", Verb.VIEW, Resource.ACTIVITY, None),
    ("/activities/trip", Verb.VIEW, Resource.ACTIVITY, None),
    ("/activities/trip/peek", Verb.VIEW, Resource.ACTIVITY, None),
    ("/opportunities", Verb.VIEW, Resource.OPPORTUNITY, None),
    ("/opportunities/harbour-storage", Verb.VIEW, Resource.OPPORTUNITY, None),
    ("/opportunities/harbour-storage/peek", Verb.VIEW, Resource.OPPORTUNITY, None),
    ("/exposure", Verb.VIEW, Resource.MATCH, None),
    ("/mails", Verb.VIEW, Resource.CONTACT, None),
    ("/evidence/e1", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/members/flow/profile", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/members/flow/pattern", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/members/flow/markets", Verb.VIEW, Resource.TIE, "flow"),
    ("/members/flow/reach", Verb.VIEW, Resource.TIE, "flow"),
    ("/compare?firm=flow", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/markets/SE", Verb.VIEW, Resource.OPPORTUNITY, None),
    ("/influence", Verb.VIEW, Resource.EVIDENCE, None),
    ("/study", Verb.VIEW, Resource.FIGURE, None),
    ("/members/flow/influence", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/influence/report.pdf", Verb.VIEW, Resource.EVIDENCE, None),
    ("/members/flow/report.pdf", Verb.VIEW, Resource.EVIDENCE, "flow"),
    ("/import", Verb.IMPORT, Resource.CASE, None),
    ("/set-up/cluster", Verb.IMPORT, Resource.CASE, None),
    ("/set-up/members", Verb.IMPORT, Resource.CASE, None),
    ("/set-up/colleagues", Verb.IMPORT, Resource.CASE, None),
    ("/set-up/opportunities", Verb.IMPORT, Resource.CASE, None),
    ("/set-up/match", Verb.IMPORT, Resource.CASE, None),
    ("/records/opportunity/read", Verb.CHANGE, Resource.OPPORTUNITY, None),
    ("/changes", Verb.VIEW, Resource.LOG, None),
    ("/settings", Verb.VIEW, Resource.SETTING, None),
    ("/outbox", Verb.VIEW, Resource.MAIL, None),
]
WHO = [(Role.ADMIN, None), (Role.MEMBER_OWNER, "flow"), (Role.MEMBER_OWNER, "cool"), (Role.MEMBER_OWNER, None)]


@pytest.mark.parametrize(("role", "own"), WHO)
@pytest.mark.parametrize(("path", "verb", "kind", "owner"), PAGES)
@pytest.mark.usefixtures("world")
def test_a_page_opens_as_the_table_says(
    path: str, verb: Verb, kind: Resource, owner: str | None, role: Role, own: str | None
) -> None:
    granted = is_permitted(role, verb, kind, own=owner is not None and owner == own)
    assert signed_in(role, own).get(path).status_code == (200 if granted else 403)


@pytest.mark.parametrize(("role", "own"), WHO)
@pytest.mark.usefixtures("world")
def test_rankings_open_to_whoever_may_see_a_match(role: Role, own: str | None) -> None:
    granted = is_permitted(role, Verb.VIEW, Resource.MATCH, own=own is not None)
    client = signed_in(role, own)
    assert client.get("/opportunities/harbour-storage/matches").status_code == (200 if granted else 403)
    assert client.get("/match?text=battery").status_code == (200 if granted else 403)


def every_address(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        path = before + str(part.pattern)
        if isinstance(part, URLPattern):
            yield path
        else:
            yield from every_address(part, path)


def test_every_page_asks_who_is_there(client: Client) -> None:
    open_to_all = (
        "accounts/",
        "api/",
        "mail/",
        "register/",
        "calendar/feed/",
        "join",
        "theme",
        "brand/",
        "first-account",
    )
    paths = [path for path in every_address(get_resolver()) if not path.startswith(open_to_all)]
    assert len(paths) >= len(PAGES)
    for path in paths:
        address = "/" + re.sub(r"<\w+:\w+>", "x", re.sub(r"<number:\w+>", "1", path))
        assert client.get(address).headers.get("Location", "").startswith("/accounts/login/"), address


@pytest.mark.parametrize("path", ["/import/1/confirm", "/import/1/discard", "/changes/1/undo"])
def test_what_changes_things_is_for_staff_and_never_a_plain_link(staff: Client, flow: Client, path: str) -> None:
    assert staff.get(path).status_code == 405
    assert flow.post(path).status_code == 403


def test_a_refusal_says_who_could(flow: Client) -> None:
    assert "Only administrators, managers and analysts can see changes." in flow.get("/changes").content.decode()
