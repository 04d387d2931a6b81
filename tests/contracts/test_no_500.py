"""Whatever stands in an address, a form or a body, the answer is ours: never a status of 500.

Which names a page reads is not written down here: it is asked first with the reading of names recorded.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.http import QueryDict
from django.http import request as request_module
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import datastructures
from django.utils.datastructures import MultiValueDict

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.match.services import digest_email
from bridgehead.match.services.mail_recipients import MailRecipient
from bridgehead.models import Actor, ImportJob, ImportJobColumn, Meeting, Person, Slot
from bridgehead.site.api import api
from tests.contracts.test_doors import DOORS
from tests.contracts.test_forms import views_that_take_something
from tests.world import keyed, signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]

ODD = {
    "twenty digits": "9" * 20,
    "50,000 letters": "x" * 50_000,
    "many words": "ø " * 2_000,
    "null": "a\0b",
    "up": "../..",
    "escaped null": "%00",
    "emoji": "🛶",
    "negative": "-1",
    "nan": "nan",
    "infinite": "1e999",
    "empty": "",
    "list": "a;b;;c",
    "date": "31.5.2019",
}
FEW = ("twenty digits", "50,000 letters", "null", "emoji", "nan")
"""Those that ask most of a page; the others are tried on staff's pages alone."""
BY_STORE = {
    "sqlite": tuple(odd for odd in ODD if odd not in {"null", "50,000 letters"}),
    "postgresql": ("null", "50,000 letters", "twenty digits", "negative", "nan", "infinite"),
}
"""Numbers are tried on both; a text that one store alone refuses on that one, one that both take on the quicker one."""
HERE = BY_STORE[connection.vendor]
GOOD = {
    "actor": "flow",
    "firm": "flow",
    "start": "flow",
    "end": "port",
    "who": "flow",
    "to": "Oa.network",
    "name": "Team",
    "role": "partner",
    "status": "accepted",
    "mark": "good",
    "useful": "yes",
    "code": "Oa.network",
    "source": "talk",
    "title": "Talk",
    "kind": "interview",
    "session": "1",
    "words": "flow",
    "q": "flow",
    "format": "case",
    "origin": "cluster",
    "direction": "strength",
    "keep": "flow",
    "as": "pin",
}
"""What pages take, beside the one value that is odd; those that do not know a name pass over it."""
BODIES = (
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff\xfe",
    b'{"reason": null}',
    b'{"reason": 1e999}',
    b'{"reason": NaN}',
    b'{"reason": "a\\u0000b"}',
    b'{"reason": "\\ud800"}',
    b'{"reason": "\\ud83d\\udef6"}',
    b'{"\\ud800": "\\udfff"}',
    b'{"reason": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    json.dumps({"reason": "x" * 50_000}).encode(),
    json.dumps({"reason": "x" * 3_000_000}).encode(),
    b'{"reason": ' + b"1" * 4_000 + b"}",
)
FILE_NAMES = (
    "x" * 300 + ".csv",
    "ø" * 250 + ".csv",
    "🛶" * 250 + ".csv",
    "..",
    ".",
    " ",
    "a/b.csv",
    "a\\b.csv",
    "turned\u202e.csv",
    "%00.csv",
)


def _number_next_after(model: type[Model]) -> None:
    """Have PostgreSQL count on from rows that were given their number."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def more(settings: Any, tmp_path: Path, db: None) -> None:
    """The small world, and what further pages need: a meeting, a reader who consented, an upload."""
    settings.WORKSPACE = tmp_path
    small_world()
    with batch("more") as writer:
        row = {"id": "trip", "activity_id": "trip", "participants": ["flow", "port"], "status": "planned"}
        writer.put(Meeting, [row])
        writer.put(Slot, [keyed(Slot, activity_id="trip", slot="s1", site="", table="1", start="09:00", end="")])
        writer.put(Person, [{"id": "p1", "consent": "yes"}])
    file = tmp_path / "uploads" / "one" / "members.csv"
    file.parent.mkdir(parents=True)
    file.write_text("Name\nFlow\n", encoding="utf-8")
    job = ImportJob.objects.create(pk=1, name=file.name, format="members", path=str(file), state=ImportJob.State.READY)
    _number_next_after(ImportJob)
    ImportJobColumn.objects.create(job=job, position=0, heading="Name", field="name")


asked_by = pytest.mark.parametrize(
    ("role", "odd"),
    [(Role.ADMIN, odd) for odd in HERE] + [(Role.MEMBER_OWNER, odd) for odd in FEW if odd in HERE],
)


def somebody(role: Role) -> Client:
    """Staff, or a member; a fault is an answer, as in the browser."""
    client = signed_in(role, "flow" if role == Role.MEMBER_OWNER else None)
    client.raise_request_exception = False
    return client


@contextmanager
def undone() -> Iterator[None]:
    """What a request writes is gone afterwards, and a fault in it spoils nothing later."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Asked = tuple[str, str, dict[str, str]]


def faults(client: Client, asked: Iterable[Asked]) -> list[str]:
    """What was answered with 500 or more."""
    found = []
    for verb, address, values in asked:
        with undone():
            answer = getattr(client, verb)(address, values)
        if answer.status_code >= 500:
            found.append(f"{verb} {address[:80]} {[(n, v[:12], len(v)) for n, v in values.items()][:4]}")
    return found


OWN_FILES = (datastructures.__file__, request_module.__file__)
"""Where Django fills a question: what it looks up there is not what a page reads."""


@contextmanager
def recorded() -> Iterator[set[str]]:
    """The names that are read out of addresses and forms meanwhile."""
    read: set[str] = set()

    def watched(ours: Callable[..., Any]) -> Callable[..., Any]:
        def look(self: Any, key: Any, *args: Any, **options: Any) -> Any:
            if isinstance(self, QueryDict) and sys._getframe(1).f_code.co_filename not in OWN_FILES:
                read.add(key)
            return ours(self, key, *args, **options)

        return look

    with pytest.MonkeyPatch.context() as patched:
        for verb in ("get", "getlist", "__getitem__"):
            patched.setattr(MultiValueDict, verb, watched(getattr(MultiValueDict, verb)))
        patched.setattr(QueryDict, "__contains__", watched(dict.__contains__), raising=False)
        yield read


NAMES: dict[tuple[str, str], list[str]] = {}


def names_of(verb: str, name: str, address: str) -> list[str]:
    """The names that a page reads, asked by staff with values that it takes and without any; found once."""
    if (verb, name) not in NAMES:
        client = somebody(Role.ADMIN)
        with recorded() as read:
            for values in (GOOD, {}):
                with undone():
                    getattr(client, verb)(address, values)
        NAMES[verb, name] = sorted(n for n in read if n != "csrfmiddlewaretoken" and not hasattr(QueryDict, n))
    return NAMES[verb, name]


def pages() -> Iterator[tuple[str, str, str, list[str]]]:
    """Verb, name and address of every page that reads names, with those; the links of mails have a good token."""
    reader = MailRecipient("p1", "Ane Holm", "ane@flow.example", Actor.objects.get(pk="flow"))
    tokens = {
        "mail-no": digest_email.sign_link(digest_email.NO, reader, "harbour-storage"),
        "mail-stop": digest_email.sign_link(digest_email.STOP, reader),
    }
    taking = views_that_take_something()
    for name, plain in DOORS:
        address = f"{plain.rpartition('/')[0]}/{tokens[name]}" if name in tokens else plain
        for verb in ("get", "post") if name in taking else ("get",):
            if names := names_of(verb, name, address):
                yield verb, name, address, names


def test_the_names_that_pages_read_are_found() -> None:
    found = {(verb, name): set(names) for verb, name, _, names in pages()}
    assert {"words", "cluster", "kind", "sort", "page"} <= found["get", "members"]
    assert {"name", "actor", "role", "seen"} <= found["post", "consortium-save"]
    assert {"useful", "next_step", "due"} <= found["post", "trip-note"]
    assert {"reason", "back"} <= found["post", "mail-no"]
    assert {"column-0", "cluster"} <= found["post", "upload-columns"]


@asked_by
def test_odd_values_in_every_place_of_a_question_and_a_form(role: Role, odd: str) -> None:
    asked = ((verb, address, dict.fromkeys(names, ODD[odd])) for verb, _, address, names in pages())
    assert faults(somebody(role), asked) == []


@pytest.mark.parametrize("odd", [odd for odd in FEW if odd in HERE])
def test_one_odd_value_among_good_ones(odd: str) -> None:
    asked = ((verb, address, {**GOOD, name: ODD[odd]}) for verb, _, address, names in pages() for name in names)
    assert faults(somebody(Role.ADMIN), asked) == []


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The pattern of every address, those of the API with them."""
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from patterns(part, pattern)
        elif not pattern.startswith("accounts/"):
            yield f"/{pattern}"


THINGS = {"members": "flow", "activities": "trip", "opportunities": "harbour-storage", "sources": "talk"}


def with_odd_part(pattern: str, part: int, value: str) -> str:
    """An address with one odd part; the others lead to things of the small world."""
    thing = THINGS.get(pattern.strip("/").removeprefix("api/").split("/")[0], "e1")
    places = list(re.finditer(r"<(?:\w+:)?(\w+)>", pattern))
    for number, place in reversed(list(enumerate(places))):
        good = "1" if "number" in place[0] else GOOD.get(place[1], thing)
        pattern = pattern[: place.start()] + quote(value if number == part else good, safe="") + pattern[place.end() :]
    return pattern


@asked_by
def test_an_odd_part_of_an_address(role: Role, odd: str) -> None:
    addresses = [
        with_odd_part(pattern, part, ODD[odd])
        for pattern in sorted(patterns(get_resolver()))
        for part in range(pattern.count("<"))
    ]
    assert len(addresses) > 50
    asked: list[Asked] = [(verb, address, {}) for address in addresses for verb in ("get", "post")]
    assert faults(somebody(role), asked) == []


@pytest.mark.parametrize("name", FILE_NAMES, ids=range(len(FILE_NAMES)))
def test_a_file_of_any_name(name: str) -> None:
    client, body = somebody(Role.ADMIN), b"activity,from,to\ntrip,flow,port\n"
    for page in ("trip-wishes", "import", "exchange-in", "source-text"):
        address = next(address for known, address in DOORS if known == page)
        for format_ in ("case", "members"):
            file = SimpleUploadedFile("plain.csv", body)
            file._name = name  # as a program sends it that is no browser
            with undone():
                answer = client.post(address, {**GOOD, "format": format_, "file": file})
            assert answer.status_code < 500, page


ENDPOINTS = [(path, verb) for path, verbs in api.get_openapi_schema()["paths"].items() for verb in verbs]


def api_address(path: str) -> str:
    return str(path.format(opportunity="harbour-storage", actor="flow", mark="good"))


@asked_by
def test_odd_questions_to_the_api(role: Role, odd: str) -> None:
    client = somebody(role)
    for path, verb in ENDPOINTS:
        about = api.get_openapi_schema()["paths"][path][verb]
        names = [p["name"] for p in about.get("parameters", ()) if p["in"] == "query"]
        for some in (names, *([name] for name in names)):
            with undone():
                asked = urlencode(dict.fromkeys(some, ODD[odd]))
                answer = client.generic(verb.upper(), f"{api_address(path)}?{asked}", b"{}", "application/json")
            assert answer.status_code < 500, (verb, path, some)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_odd_bodies_to_the_api(body: bytes) -> None:
    client = somebody(Role.ADMIN)
    for path, verb in ENDPOINTS:
        if verb != "get":
            with undone():
                answer = client.generic(verb.upper(), api_address(path), body, "application/json")
            assert answer.status_code < 500, (verb, path)
            if answer.content:
                json.loads(answer.content)
