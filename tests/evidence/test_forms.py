"""Each form of the research pages: what it does, what it refuses and keeps, pressed twice, and saved too late."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Source, User
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, matrix_summaries
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services.coding import Judgement, judge, set_memo
from bridgehead.evidence.services.matrix_summaries import set_summary
from bridgehead.evidence.services.sources import describe
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from tests.drawn import drawn, form, said_beside

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONG, LONGER = "t" * 5_000, "n" * 60_000


CELL = "/matrix/actor/flow/Oa.network"
CODE = "/codes/theme.help"
VERBS: dict[str, tuple[str, str, dict[str, str], dict[str, Any], Callable[[], bool]]] = {
    "describe": (
        *("/sources/talk", "/describe", {}, {"date": "2019-05-31", "title": "A talk"}),
        lambda: Source.objects.filter(pk="talk", date="2019-05-31", title="A talk", language="en").exists(),
    ),
    "pseudonym": (
        *("/sources/talk", "/pseudonym", {}, {"name": "Anna", "pseudonym": "the manager"}),
        lambda: Coding.objects.get(pk="c1").end == len("the manager"),
    ),
    "apply": (
        *("/sources/talk", "/apply", {}, {"start": "5", "end": "9", "code": ["Oa.network"], "summary": "Runs"}),
        lambda: Evidence.objects.filter(code="Oa.network", quote="runs").count() == 1,
    ),
    "memo": (
        *("/codings/c1", "/memo", {}, {"memo": "second"}),
        lambda: Coding.objects.get(pk="c1").memo == "second",
    ),
    "judge": (
        *("/codings/c1", "/judge", {}, {"actor": "flow", "salience": "3", "direction": "strength"}),
        lambda: Evidence.objects.filter(pk="coding-c1", actor="flow", salience=3).exists(),
    ),
    "remove": ("/codings/c1", "/remove", {}, {}, lambda: not Coding.objects.exists()),
    "unlock": (
        *("/sources/talk/compare", "/unlock", {}, {}),
        lambda: coding_sessions.session("round 1").opened_by == "ida",
    ),
    "summary": (
        CELL,
        "/summary",
        {},
        {"summary": "Mine"},
        lambda: list(matrix_summaries.summaries_of("actor").values()) == ["Mine"],
    ),
    "codebook": (
        *("/codebooks", "/change", {"do": "codebook"}, {"name": " Towns "}),
        lambda: Codebook.objects.filter(pk="towns", name="Towns").exists(),
    ),
    "release": (
        *("/codebooks", "/change", {"do": "release"}, {"version": "2"}),
        lambda: Codebook.objects.get(pk="firms").version == "2",
    ),
    "add": (
        *("/codebooks", "/change", {"do": "add"}, {"name": "Trust", "codebook": "cluster", "definition": "In us"}),
        lambda: Code.objects.filter(name="Trust", codebook="cluster", definition="In us").count() == 1,
    ),
    "rename": (
        *(CODE, "/change", {"do": "rename"}, {"name": "Aid", "definition": "Any"}),
        lambda: Code.objects.filter(pk="theme.help", name="Aid", definition="Any").exists(),
    ),
    "move": (
        *(CODE, "/change", {"do": "move"}, {"to": "theme.money"}),
        lambda: Code.objects.get(pk="theme.help").parent_id == "theme.money",
    ),
    "merge": (
        *(CODE, "/change", {"do": "merge"}, {"to": "theme.money"}),
        lambda: Coding.objects.get().code == "theme.money" and not Code.objects.filter(pk="theme.help").exists(),
    ),
    "split": (
        *(CODE, "/change", {"do": "split"}, {"name": "Abroad\n\n Home "}),
        lambda: set(Code.objects.filter(parent="theme.help").values_list("name", flat=True)) == {"Abroad", "Home"},
    ),
    "recode": (
        *(CODE, "/recode", {}, {"coding": ["c1"], "to": "theme.money"}),
        lambda: Coding.objects.get().code == "theme.money",
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_form_does_what_it_says_once_however_often_it_is_pressed(verb: str, ida: Client) -> None:
    page, action, has, values, done = VERBS[verb]
    asked = form(ida, page, action, **has)
    assert asked.values["token"]
    first = asked.send(ida, **values)
    assert first.status_code in (200, 302)
    assert done()
    count = Batch.objects.count()
    again = asked.send(ida, **values)
    assert (again.status_code, getattr(again, "url", "")) == (first.status_code, getattr(first, "url", ""))
    assert Batch.objects.count() == count
    assert done()


@pytest.mark.parametrize("verb", ["memo", "summary", "rename", "move", "merge", "split", "add", "recode"])
def test_the_next_page_says_what_was_saved_and_where_to_undo_it(verb: str, ida: Client) -> None:
    page, action, has, values, _ = VERBS[verb]
    answer = form(ida, page, action, **has).send(ida, **values)
    saved = Batch.objects.order_by("-pk")[0]
    shown = unescape(ida.get(answer["Location"]).content.decode())
    assert f'{saved.what}. <a href="/changes/{saved.pk}">Undo</a>' in shown


REFUSED_TWICE = {"pseudonym": 400, "codebook": 400, "add": 400, "merge": 302}
"""Without its token, a second press finds what the first did: what is no step any more is said, or passed over."""


@pytest.mark.parametrize("verb", VERBS)
def test_without_its_token_a_second_press_neither_fails_nor_doubles(verb: str, ida: Client) -> None:
    page, action, has, values, done = VERBS[verb]
    asked = form(ida, page, action, **has)
    del asked.values["token"]
    asked.values.pop("seen", None)
    first = asked.send(ida, **values)
    count = Batch.objects.count()
    again = asked.send(ida, **values)
    assert again.status_code == REFUSED_TWICE.get(verb, first.status_code)
    if again.status_code == 302:
        assert again.url == first.url  # type: ignore[attr-defined]
    assert Batch.objects.count() == count
    assert done()


REFUSED: list[tuple[str, str, dict[str, str], dict[str, Any], str, str]] = [
    ("/sources/talk", "/describe", {}, {"date": "31/5/2019"}, "date", "Enter a date (2019, 2019-05 or 2019-05-31)."),
    ("/sources/talk", "/describe", {}, {"title": ""}, "title", "This field is required."),
    ("/sources/talk", "/describe", {}, {"title": LONG}, "title", "at most 1000 characters (it has 5000)"),
    ("/sources/talk", "/describe", {}, {"language": "xx"}, "language", "Enter a language"),
    ("/sources/talk", "/describe", {}, {"consent": LONG}, "consent", "at most 1000 characters"),
    ("/sources/talk", "/describe", {}, {"kind": "sermon"}, "kind", "Select a valid choice"),
    ("/sources/talk", "/pseudonym", {}, {"name": "Otto", "pseudonym": "X"}, "name", "a name that occurs in the text"),
    ("/sources/talk", "/apply", {}, {"start": "5", "end": "9"}, "code", "Choose a code."),
    ("/sources/talk", "/apply", {}, {"code": ["none"], "start": "5"}, "code", "Select a valid choice"),
    ("/sources/talk", "/apply", {}, {"code": ["Oa.network"], "memo": LONGER}, "memo", "at most 50000 characters"),
    ("/codings/c1", "/memo", {}, {"memo": LONGER}, "memo", "at most 50000 characters"),
    ("/codings/c1", "/judge", {}, {"summary": LONGER}, "summary", "at most 50000 characters"),
    ("/codings/c1", "/judge", {}, {"salience": "4"}, "salience", "a whole number from 1 to 3"),
    ("/codings/c1", "/judge", {}, {"salience": "9" * 30}, "salience", "a whole number from 1 to 3"),
    ("/codings/c1", "/judge", {}, {"actor": "nobody", "summary": "Kept"}, "actor", "Select a valid choice"),
    (CELL, "/summary", {}, {"summary": LONGER}, "summary", "at most 50000 characters"),
    ("/codebooks", "/change", {"do": "codebook"}, {"name": " fIRMS "}, "name", "that no other codebook has"),
    ("/codebooks", "/change", {"do": "codebook"}, {"name": LONG}, "name", "at most 1000 characters"),
    ("/codebooks", "/change", {"do": "release"}, {"version": "v" * 101}, "version", "at most 100 characters"),
    ("/codebooks", "/change", {"do": "add"}, {"name": "HELP", "definition": "Kept"}, "name", "no other code"),
    ("/codebooks", "/change", {"do": "add"}, {"name": "New", "codebook": "none"}, "codebook", "Select a valid choice"),
    (CODE, "/change", {"do": "rename"}, {"name": "money", "definition": "Kept"}, "name", "no other code"),
    (CODE, "/change", {"do": "rename"}, {"name": " ", "definition": "Kept"}, "name", "This field is required."),
    (CODE, "/change", {"do": "move"}, {"to": "theme.help"}, "to", "is not below it"),
    (CODE, "/change", {"do": "merge"}, {"to": "none"}, "to", "Select a valid choice"),
    (CODE, "/change", {"do": "split"}, {"name": f"Abroad\n{LONG}"}, "name", "at most 1,000 characters"),
    (CODE, "/recode", {}, {"to": "theme.money"}, "coding", "Choose at least one passage."),
    (CODE, "/recode", {}, {"coding": ["c1"], "to": ""}, "to", "This field is required."),
]


@pytest.mark.parametrize(
    ("page", "action", "has", "values", "field", "words"),
    REFUSED,
    ids=[f"{r[1][1:]}-{r[4]}-{n}" for n, r in enumerate(REFUSED)],
)
def test_what_is_refused_is_said_beside_the_field_and_what_was_typed_stays(
    page: str, action: str, has: dict[str, str], values: dict[str, Any], field: str, words: str, ida: Client
) -> None:
    before = Batch.objects.count()
    answer = form(ida, page, action, **has).send(ida, **values)
    assert answer.status_code == 400
    assert words in said_beside(answer, field)
    kept = drawn(answer, action, **has).values
    for name, value in values.items():
        typed = value[0] if isinstance(value, list) else value
        if name not in {"kind", "actor", "codebook", "code", "to"}:  # a choice that is none cannot be chosen
            assert kept.get(name, "").strip() == typed.strip(), name
    assert Batch.objects.count() == before
    assert ida.get(page).status_code == 200


def test_a_date_that_nobody_can_read_is_not_stored(ida: Client) -> None:
    """web-01 of the found cases: a form that knows only some fields."""
    answer = ida.post("/sources/talk/describe", {"date": "31/5/2019", "title": "talk"})
    assert answer.status_code == 400
    assert "Enter a date" in said_beside(answer, "date")  # type: ignore[arg-type]
    assert Source.objects.get(pk="talk").date == ""
    assert [ida.get(path).status_code for path in ("/sources", "/sources/talk")] == [200, 200]
    assert ida.post("/sources/talk/describe", {"date": "2019-05"}).status_code == 302
    assert Source.objects.filter(pk="talk", date="2019-05", title="talk", kind="interview").exists()


def test_the_form_that_was_sent_is_open(ida: Client) -> None:
    for page, action, has, values in (
        ("/sources/talk", "/describe", {}, {"date": "x"}),
        ("/sources/talk", "/pseudonym", {}, {"name": "Otto", "pseudonym": "X"}),
        ("/codebooks", "/change", {"do": "codebook"}, {"name": "firms"}),
        ("/codebooks", "/change", {"do": "release"}, {"version": ""}),
        (CODE, "/change", {"do": "split"}, {"name": ""}),
    ):
        shown = form(ida, page, action, **has).send(ida, **values).content.decode()
        assert shown.count(" open>") == 1, action
    assert 'id="chooser" aria-labelledby="chooser-title" open>' in ida.post("/sources/talk/apply").content.decode()


STALE: dict[str, tuple[str, str, dict[str, str], str, str, str, Callable[[str], object]]] = {
    "describe": (
        *("/sources/talk", "/describe", {}, "title", "talk"),
        *("Their title", lambda text: describe("talk", title=text, viewer=COMMAND_LINE)),
    ),
    "memo": (
        "/codings/c1",
        "/memo",
        {},
        "memo",
        "first",
        "Their memo",
        lambda text: set_memo("c1", memo=text, viewer=COMMAND_LINE),
    ),
    "judge": (
        *("/codings/c1", "/judge", {}, "summary", ""),
        *("Their summary", lambda text: judge("c1", Judgement(summary=text), viewer=COMMAND_LINE)),
    ),
    "rename": (
        *(CODE, "/change", {"do": "rename"}, "definition", ""),
        *(
            "Their words",
            lambda text: codebooks.rename("theme.help", name="Help", definition=text, viewer=COMMAND_LINE),
        ),
    ),
    "summary": (
        *(CELL, "/summary", {}, "summary", ""),
        *("Their cell", lambda text: set_summary("actor", "flow", "Oa.network", text=text, viewer=COMMAND_LINE)),
    ),
}


@pytest.mark.parametrize("verb", STALE)
def test_a_save_from_an_older_version_shows_both_and_asks(verb: str, ida: Client) -> None:
    page, action, has, field, before, theirs, change = STALE[verb]
    asked = form(ida, page, action, **has)
    assert asked.values[field].strip() == before
    change(theirs)
    answer = asked.send(ida, **{field: "My own"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Saved now" in shown
    assert theirs in shown
    again = drawn(answer, action, **has)
    assert again.values[field].strip() == "My own"
    assert form(ida, page, action, **has).values[field].strip() == theirs, "nothing was saved"
    assert again.send(ida).status_code == 302
    assert form(ida, page, action, **has).values[field].strip() == "My own"


@pytest.mark.parametrize("verb", STALE)
def test_a_form_that_is_opened_anew_is_saved_at_once(verb: str, ida: Client) -> None:
    page, action, has, field, _, theirs, change = STALE[verb]
    change(theirs)
    assert form(ida, page, action, **has).send(ida, **{field: "My own"}).status_code == 302
    assert form(ida, page, action, **has).values[field].strip() == "My own"


def test_a_summary_that_was_taken_away_meanwhile_is_told_too(ida: Client) -> None:
    set_summary("actor", "flow", "Oa.network", text="There", viewer=COMMAND_LINE)
    asked = form(ida, CELL, "/summary")
    set_summary("actor", "flow", "Oa.network", text="", viewer=COMMAND_LINE)
    assert asked.send(ida, summary="There, and more").status_code == 409
    assert asked.send(ida, summary="").status_code == 302


def test_a_document_for_a_source_without_text(ida: Client) -> None:
    for name, content, words in (("a.odt", b"x", "a file ending in"), ("a.txt", b" ", "text in it")):
        answer = ida.post("/sources/bare/text", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    missing = ida.post("/sources/bare/text", {})
    assert "This field is required." in said_beside(missing, "file")  # type: ignore[arg-type]
    asked = form(ida, "/sources/bare", "/text")
    long_name = f"{'ø' * 200}.txt"
    for _ in range(2):
        assert asked.send(ida, file=SimpleUploadedFile(long_name, b"Wind and rain.")).status_code == 302
    assert "Wind and rain." in ida.get("/sources/bare").content.decode()
    assert Source.objects.get(pk="bare").title == "Bare"


def test_an_import_is_refused_beside_its_field_and_done_once(ida: Client) -> None:
    sheet = b"source,start,end,code,coder\ntalk,5,9,Oa.network,ida\n"
    for sent, field, words in (
        ({}, "file", "This field is required."),
        ({"file": SimpleUploadedFile("s.csv", sheet), "language": "xx"}, "language", "Enter a language"),
        ({"file": SimpleUploadedFile("s.csv", sheet), "kind": "sermon"}, "kind", "Select a valid choice"),
    ):
        answer = ida.post("/exchange/in", sent)
        assert answer.status_code == 400
        assert words in said_beside(answer, field)  # type: ignore[arg-type]
    asked = form(ida, "/exchange", "/in")
    assert "Carried over" in asked.send(ida, file=SimpleUploadedFile("s.csv", sheet)).content.decode()
    again = asked.send(ida, file=SimpleUploadedFile("s.csv", sheet))
    assert "is imported already" in again.content.decode()
    assert Coding.objects.count() == 2


def test_the_address_of_a_form_leads_to_its_page(ida: Client) -> None:
    assert ida.get("/sources/talk/describe?words=few").url == "/sources/talk?words=few"  # type: ignore[attr-defined]
    assert ida.put("/sources/talk/describe").status_code == 405
    ida.force_login(User.objects.create_user("visitor", role=Role.MEMBER_OWNER, actor_id="flow"))
    assert ida.get("/sources/talk/describe").status_code == 403


def test_an_unknown_verb_and_an_unknown_code_are_told(ida: Client) -> None:
    assert ida.post("/codebooks/change", {"do": "burn"}).status_code == 400
    assert ida.post("/codebooks/change").status_code == 400
    for sent in ({"do": "rename", "name": "X"}, {"do": "rename", "name": ""}, {"do": "merge", "to": "theme.money"}):
        assert ida.post("/codebooks/change", {**sent, "code": "theme.none"}).status_code == (
            302 if sent["do"] == "merge" else 404
        ), sent
    assert ida.post("/codebooks/change", {"do": "release", "codebook": "none", "version": ""}).status_code == 404


def test_a_code_shows_its_evidence_beside_its_codings(ida: Client) -> None:
    assert "Evidence with this code" not in ida.get("/codes/Oa.capital").content.decode()
    with batch("evidence") as w:
        rows = [{"id": f"e{n}", "code": "Oa.capital", "actor_id": "flow", "summary": f"Said {n}."} for n in range(21)]
        w.put(Evidence, rows)
    text = ida.get("/codes/Oa.capital").content.decode()
    assert "1–20 of 21" in text
    assert text.count('href="/evidence/e') == 20
    assert ida.get("/codes/Oa.capital?evidence=2").content.decode().count('href="/evidence/e') == 1


def test_what_was_removed_already_leads_where_removing_it_led(ida: Client) -> None:
    asked = form(ida, "/codings/c1", "/remove")
    assert asked.send(ida).url == "/sources/talk"  # type: ignore[attr-defined]
    assert ida.post("/codings/c1/remove").url == "/sources/talk"  # type: ignore[attr-defined]
    assert ida.get("/codings/c1").status_code == 404
    with batch("another's, gone") as w:
        w.put(Coding, [{"id": "c2", "source_id": "talk", "code": "Oa.network", "coder": "bo", "session": "round 1"}])
    with batch("gone") as w:
        w.remove(Coding, ["c2"])
    assert ida.post("/codings/c2/remove").status_code == 404, "what another codes blind does not exist"


def test_a_proposed_codebook_keeps_its_id_whoever_begins_it(ida: Client) -> None:
    assert codebooks.add_codebook("interviews with the CLUSTER", viewer=COMMAND_LINE).result == "cluster"
    added = codebooks.add_code("network", name="Trust", viewer=COMMAND_LINE)
    assert added.tallies["codebook"].added == added.tallies["code"].added == 1, "with its first code, in one step"
