"""Every role at every address, reading and sending, at its own things and another's: let in as the access table says.

What is expected is computed from the table and from the line that `site.doors` has for the address; cells written by
hand (`GOLDEN`) keep both from being wrong together.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.doors import Door, name_of
from bridgehead.kit.permissions import Role, Viewer, is_permitted, viewer_of
from bridgehead.models import Batch, Coding, Evidence, Source
from bridgehead.site.doors import DOORS
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VALUES = {
    "members": "flow",
    "opportunities": "harbour-storage",
    "activities": "trip",
    "evidence": "e1",
    "sources": "talk",
    "markets": "SE",
    "codes": "Oa.network",
    "codings": "c1",
    "users": "somebody",
    "people": "p1",
}
NAMED = {"actor": "flow", "by": "actor", "row": "flow", "code": "Oa.network", "kind": "pdf", "name": "consortium.md"}
NAMED |= {"record": "evidence", "key": "e1", "opportunity": "harbour-storage", "mark": "declined", "token": "x"}
NAMED |= {"first": "flow", "second": "cool", "column": "summary"}
BY_CONTENT = {"mark"}
"""What is sent decides there which table is asked: tested where it is made."""


def addresses(
    resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, address and parts of everything that answers, about the things of the small world."""
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from addresses(part, pattern, (*spaces, part.namespace) if part.namespace else spaces)
        elif isinstance(part, URLPattern) and not pattern.startswith("accounts/"):  # sign-in is the library's
            thing = VALUES.get(pattern.removeprefix("api/").split("/")[0], "x")
            ids = {
                name: "999" if kind == "number" else thing if name == "id_" else NAMED.get(name, thing)
                for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", pattern)
            }
            if pattern.startswith("users/"):
                ids["name"] = VALUES["users"]
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda m, ids=ids: ids[m[1]], pattern)
            yield name_of(list(spaces), part.name or ""), f"/{address}", ids


ADDRESSES = sorted(addresses(get_resolver()), key=lambda found: found[:2])


@pytest.fixture
def world() -> None:
    small_world()
    with batch("a coding") as writer:
        writer.put(Coding, [{"id": "c1", "source_id": "talk", "code": "Oa.network", "coder": "nobody"}])
    User.objects.create_user("somebody", role=Role.READER)


def who_asks() -> list[tuple[Role, str | None]]:
    """Every role; members at the organisation in question, at another and at none."""
    members = [(role, own) for role in (Role.MEMBER_OWNER, Role.MEMBER_COLLEAGUE) for own in ("flow", "cool", None)]
    return [(role, None) for role in Role if not role.startswith("member")] + members


def test_every_address_has_its_line_and_no_line_is_of_none() -> None:
    assert {name for name, _, _ in ADDRESSES} == set(DOORS)


def expected(door: Door | None, who: Viewer, method: str, ids: dict[str, str]) -> bool:
    """What the table says, asked without the gate."""
    if door is None:
        return True
    verb, kind = door.asks(method, ids)
    if is_permitted(who.role, verb, kind):
        return True
    if door.some:
        return is_permitted(who.role, verb, kind, entered=True) or (
            who.actor is not None and is_permitted(who.role, verb, kind, own=True)
        )
    thing = door.thing(ids) if door.thing else None
    own = thing is not None and thing.owner is not None and thing.owner == who.actor
    entered = thing is not None and thing.by is not None and thing.by == who.id
    return is_permitted(who.role, verb, kind, own=own, entered=entered)


REFUSED = {401, 403}


@pytest.mark.parametrize(("role", "own"), who_asks())
@pytest.mark.usefixtures("world")
def test_everybody_gets_where_the_table_lets_them(role: Role, own: str | None) -> None:
    client = signed_in(role, own)
    user = User.objects.get(username=f"{role}-{own}")
    who = viewer_of(user.pk, role, own, user.username)
    wrong = []
    for name, address, ids in ADDRESSES:
        for method in ("GET", "POST"):
            if name in BY_CONTENT or (name == "theme" and method == "POST"):
                continue
            answer = client.generic(method, address)
            let_in = answer.status_code not in REFUSED
            wanted = expected(DOORS[name], who, method, ids)
            if let_in and not wanted:
                wrong.append(f"{method} {address}: let in, {answer.status_code}")
            if wanted and not let_in and not _asks_more(DOORS[name]):
                wrong.append(f"{method} {address}: refused")
    assert wrong == []


def _asks_more(door: Door | None) -> bool:
    """Whether the page looks at the thing itself after the gate let somebody through who may see some."""
    return door is not None and door.some


@pytest.mark.usefixtures("world")
def test_whoever_is_refused_changes_nothing() -> None:
    before = Batch.objects.count()
    for role in (Role.READER, Role.EVALUATOR, Role.CODER):
        client = signed_in(role)
        for name, address, ids in ADDRESSES:
            if not expected(DOORS[name], Viewer(0, role), "POST", ids):
                assert client.post(address, {"actor": "flow", "format": "case", "next": "/"}).status_code == 403, name
    assert Batch.objects.count() == before


# Who: status of reading (r) or sending (s): + let in, - refused. Roles: admin, manager, analyst, interviewer, coder,
# evaluator, reader, main contact of Flow, main contact of Cool Machines, colleague of Flow.
GOLDEN = """
r /                                       + + + + + + + + + +
r /figures                                + + + + + + + + + +
r /search?q=x                             + + + + - - + + + +
r /members                                + + + + - - + + + +
r /members/flow                           + + + + - - + + + +
r /members/flow/profile                   + + + - - - - + - +
r /members/flow/markets                   + + + - - - - + - +
r /members/flow/influence                 + + + - - - - + - +
r /members/flow/opportunities             + + + - - - - + - +
r /evidence/e1                            + + + - - - - + - +
r /opportunities/harbour-storage          + + + + - - + + + +
r /opportunities/harbour-storage/matches  + + + - - - - + + +
r /opportunities/harbour-storage/consortium + + + - - - - - - -
s /opportunities/harbour-storage/consortium/save + + - - - - - - - -
r /exposure                               + + + - - - - - - -
r /mails                                  + + + - - - - - - -
s /mails/send                             + + - - - - - - - -
r /activities/trip/registration           + + - - - - - + + +
s /activities/trip/registration/form      + + - - - - - - - -
r /activities/trip/check-in               + + - - - - - - - -
s /activities/trip/attendance/participations + + - - - - - - - -
s /activities/trip/thanks/send            + + - - - - - - - -
r /network                                + + + + - - + + + +
r /introductions                          + + + + - - + + + +
r /influence                              + + + - - + + - - -
r /influence/effects                      + + + - - + + - - -
r /influence/report.pdf                   + + + - - - + - - -
r /panel                                  + + + - - + - - - -
r /panel.zip                              + + + - - + - - - -
r /sources                                + + + + + - - - - -
r /sources/talk                           + + + - + - - - - -
s /sources/talk/describe                  + + + - - - - - - -
s /sources/talk/apply                     + + + - + - - - - -
r /codebooks                              + + + - - - - - - -
r /agreement                              + + + - - - - - - -
r /sources/talk/compare                   + + + - - - - - - -
r /sources/talk/cited-by                  + + + - - - - - - -
r /matrix                                 + + + - - - - - - -
r /exchange                               + + + - - - - - - -
r /records/source/new                     + + + + - - - - - -
r /records/actor/new                      + + - - - - - - - -
r /records/actor/edit/flow                + + - - - - - + - -
r /records/actor/remove/flow              + + - - - - - - - -
r /records/person/edit/p1                 + + - - - - - + - +
r /records/entry/new                      + + - - - - - - - -
r /records/evidence/edit/e1               + + + - - - - - - -
r /records/indicator/new                  + + + - - - - - - -
r /import                                 + + - - - - - - - -
r /duplicates                             + + - - - - - - - -
r /changes                                + + + - - - - - - -
r /outbox                                 + + - - - - - - - -
r /users-log                              + - - - - - - - - -
r /settings                               + + - - - - - - - -
s /settings                               + - - - - - - - - -
r /users                                  + + - - - - - + + -
s /users                                  + - - - - - - - - -
s /users/somebody/sign-out                + - - - - - - - - -
r /api/members                            + + + + - - + + + +
r /api/marks                              + + + - - - - + + +
r /api/members/flow/opportunities         + + + - - - - + - +
"""
COLUMNS = [(role, None) for role in Role if not role.startswith("member")]
COLUMNS += [(Role.MEMBER_OWNER, "flow"), (Role.MEMBER_OWNER, "cool"), (Role.MEMBER_COLLEAGUE, "flow")]


@pytest.mark.usefixtures("world")
def test_cells_written_by_hand() -> None:
    clients = [signed_in(role, own) for role, own in COLUMNS]
    for line in GOLDEN.strip().splitlines():
        how, address, *signs = line.split()
        for (role, own), client, sign in zip(COLUMNS, clients, signs, strict=True):
            answer = client.get(address) if how == "r" else client.post(address)
            assert (answer.status_code not in REFUSED) is (sign == "+"), (line, role, own, answer.status_code)


@pytest.mark.usefixtures("world")
def test_an_interviewer_keeps_to_what_they_entered() -> None:
    one, other = signed_in(Role.INTERVIEWER), signed_in(Role.INTERVIEWER, "flow")
    one.post("/records/source/new", {"title": "Talk with Port", "kind": "interview"})
    source = Source.objects.get(title="Talk with Port")
    said = {"summary": "Said in confidence", "source": source.pk, "actor": "flow", "code": "Oa.network"}
    assert one.post("/records/evidence/new", said).status_code == 302
    piece = Evidence.objects.get(summary="Said in confidence")
    for client, status in ((one, 200), (other, 403)):
        assert client.get(f"/sources/{source.pk}").status_code == status
        assert client.get(f"/evidence/{piece.pk}").status_code == status
        assert client.get(f"/records/evidence/edit/{piece.pk}").status_code == status
        assert (b"Talk with Port" in client.get("/sources").content) is (status == 200)
    assert other.post("/records/evidence/new", {**said, "summary": "Taken"}).status_code == 403
    assert not Evidence.objects.filter(summary="Taken").exists()
    assert b"Interview with Flow" not in one.get("/sources").content


@pytest.mark.usefixtures("world")
def test_a_blind_coder_sees_no_code_of_others_even_when_the_round_was_opened(client: Client) -> None:
    with batch("a word of another") as writer:
        writer.put(Coding, [{"id": "c2", "source_id": "talk", "code": "Oa.network", "coder": "ida", "memo": "SECRET"}])
    coder = signed_in(Role.CODER)
    assert coder.get("/codings/c2").status_code == 404
    for address in ("/sources", "/sources/talk", "/sources/talk?coding=c2"):
        text = coder.get(address).content.decode()
        assert "SECRET" not in text
        assert "ida" not in re.findall(r"\w+", text)
    manager = signed_in(Role.MANAGER)
    assert "SECRET" in manager.get("/codings/c2").content.decode()


def test_a_stranger_gets_nowhere(client: Client) -> None:
    for name, address, _ in ADDRESSES:
        if DOORS[name] is not None or name in {"home", "figures"}:
            assert client.get(address).status_code in {302, 401, 405}, name


@pytest.mark.usefixtures("world")
def test_each_role_is_shown_only_what_it_may_open() -> None:
    for role, own in COLUMNS:
        client = signed_in(role, own)
        page = client.get("/", follow=True)
        assert page.status_code == 200, role
        links = set(re.findall(r'href="(/[^"#?]*)', page.content.decode()))
        assert links
        refused = [link for link in links if client.get(link, follow=True).status_code in REFUSED]
        assert refused == [], role


@pytest.mark.usefixtures("world")
def test_a_refused_page_says_who_could() -> None:
    text = signed_in(Role.READER).get("/sources").content.decode()
    assert "Only administrators, managers, analysts and coders can see sources." in text
    refusal = signed_in(Role.CODER).get("/api/members")
    assert refusal.json()["detail"].startswith("Only administrators")
