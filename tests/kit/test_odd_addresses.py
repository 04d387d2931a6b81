"""Numbers, filters and words of addresses; pages that answer for a refusal."""

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from bridgehead.kit import ids
from bridgehead.kit.errors import Busy, Conflict
from bridgehead.kit.field_limits import ID_LENGTH, LARGEST_COUNT, is_id
from bridgehead.kit.forms import ids_of
from bridgehead.kit.list_page import LONGEST, words_in
from bridgehead.kit.middleware import ErrorPages
from tests.world import staff, world

__all__ = ["staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("number", ["9" * 20, "9" * 19, "-1", "1e9", "٣"])
def test_a_number_that_no_store_has_leads_nowhere(staff: Client, number: str) -> None:
    for page in ("changes", "import"):
        assert staff.get(f"/{page}/{number}").status_code == 404
        assert staff.get(f"/{page}/{'9' * 18}").status_code == 404
    assert reverse("change", args=[12]) == "/changes/12"


def test_the_api_takes_numbers_and_words_of_a_bounded_length(staff: Client) -> None:
    for asked in ("offset=99999999999999999999", f"offset={LARGEST_COUNT + 1}", "offset=-1", "limit=0", "offset=nan"):
        assert staff.get(f"/api/members?{asked}").status_code == 422, asked
    assert staff.get(f"/api/members?offset={LARGEST_COUNT}").json()["items"] == []
    for path, name in (("members", "words"), ("activities", "actor"), ("opportunities", "status"), ("marks", "actor")):
        assert staff.get(f"/api/{path}", {name: "x" * (LONGEST + 1)}).status_code == 422
        assert staff.get(f"/api/{path}", {name: "x" * LONGEST}).status_code == 200


def test_words_that_are_looked_for_are_cut_to_what_a_store_takes() -> None:
    assert words_in(QueryDict("q=" + "x" * 50_000), "q") == "x" * LONGEST
    assert words_in(QueryDict("q= a%00b "), "q") == "ab"
    assert words_in(QueryDict(""), "q", "usual") == "usual"


@pytest.mark.parametrize(
    "page", ["/activities?actor=a%00b", "/compare?firm=flow%00", "/network?group=%00", "/match?by=%00"]
)
def test_a_null_in_an_address_asks_for_nothing(staff: Client, page: str) -> None:
    assert staff.get(page).status_code == 200


@pytest.mark.parametrize("page", ["/introductions?start={0}&end={0}", "/network?find={0}", "/network.svg?group={0}"])
def test_the_network_is_looked_through_for_long_words_too(staff: Client, page: str) -> None:
    for words in ("x" * 50_000, "%C3%B8 " * 10_000):
        assert staff.get(page.format(words)).status_code in {200, 404}


def test_an_id_that_is_made_out_of_others_is_an_id_of_its_own() -> None:
    assert ids.joined("harbour", "flow") == "harbour--flow"
    long = "x" * ID_LENGTH
    made = {ids.joined(long, end) for end in ("a", "b", "c" * ID_LENGTH)}
    assert len(made) == 3
    assert all(is_id(id_) for id_ in made)


def test_any_id_can_stand_in_the_ids_of_a_form() -> None:
    assert ids_of("50%25") % "name" == "name-50%25"


def test_a_refusal_has_a_page(world: None) -> None:
    answer = ErrorPages(lambda _: None)  # type: ignore[arg-type, return-value]
    busy = answer.process_exception(RequestFactory().get("/"), Busy())
    assert busy is not None
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "Nothing was saved" in busy.content.decode()
    changed = answer.process_exception(RequestFactory().get("/"), Conflict("it is another by now"))
    assert changed is not None
    assert changed.status_code == 409
    assert "It is another by now." in changed.content.decode()


def test_the_theme_takes_no_null(client: Client) -> None:
    assert client.post("/theme", {"theme": "dark", "next": "a\0b"}).status_code == 400
    assert client.post("/theme", {"theme": "x" * 50_000}).status_code == 400
    assert client.post("/theme", {"theme": "purple"}).headers["Location"] == "/"
