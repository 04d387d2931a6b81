"""Codings of several coders: which are one, who decides on them, and what a decision leaves."""

from typing import Any

import pytest
from django.test import Client

from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.services import recoding
from bridgehead.evidence.services.coding import Judgement, code_passage
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.undo import undo_batch
from tests.drawn import form, said_beside
from tests.evidence.coders import as_coder

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_round_is_opened_and_decided_on_in_the_page(ida: Client) -> None:
    nowhere = ida.post("/sessions/unlock", {"session": "round 9", "source": "talk"})
    assert nowhere.status_code == 400
    assert "a round with codings" in nowhere.content.decode()
    assert ida.post("/sessions/unlock", {"session": "round 1"}).status_code == 404, "without a source to go back to"
    assert ida.post("/sources/talk/decide", {"session": "round 1"}).status_code == 400
    assert ida.post("/sources/talk/decide", {"ids": "c1", "keep": "c1"}).status_code == 403, "the round is blind"
    assert form(ida, "/sources/talk/compare", "/unlock").send(ida).status_code == 302
    decide = form(ida, "/sources/talk/compare?show=all", "/decide")
    keys = []
    for _ in range(3):
        assert decide.send(ida, keep="c1", token="").status_code == 302
        keys += Coding.objects.filter(coder="reconciled").values_list("pk", flat=True)
    assert len(set(keys)) == 1
    for _ in range(2):
        assert decide.send(ida, keep="").status_code == 302
    assert rejected() == {"c1": "ida"}
    assert Coding.objects.count() == 1
    assert ida.post("/sources/talk/decide", {"ids": "c1 gone", "keep": "c1"}).status_code == 404


def test_several_passages_are_decided_at_once_and_undone_as_one(ida: Client) -> None:
    with batch("two coders") as w:
        lines = [(33 + n, 34 + n) for n in range(12)]
        for coder in ("bo", "ida"):
            w.put(
                Coding,
                [
                    {"id": f"{coder}{n}", "source_id": "talk", "start": a, "end": z + (n == 0 and coder == "bo")}
                    | {"code": "theme.help" if n else "theme.money", "coder": coder, "session": "round 1"}
                    for n, (a, z) in enumerate(lines)
                    if coder == "bo" or n < 8
                ],
            )
    open_round("round 1", viewer=COMMAND_LINE)
    page = "/sources/talk/compare"
    text = ida.get(page).content.decode()
    assert "6 of 13 passages left to decide." in text, "another extent, ida's alone, four of bo's alone"
    assert text.count('class="differs"') == 6
    assert ida.get(f"{page}?show=all").content.decode().count("<tr data-row") == 13
    assert ida.get(f"{page}?show=differences&code=theme.money").content.decode().count("<tr data-row") == 1
    several = form(ida, f"{page}?code=theme.help", "/decide-several")
    assert several.send(ida, coder="bo").status_code == 400, "none is ticked"
    keys = ["ida0 bo0", "bo8", "bo9", "c1"]
    answer = several.send(ida, keys=keys, coder="bo")
    assert answer.status_code == 302
    assert answer["Location"] == f"{page}?code=theme.help&session=round+1", "the filters stay"
    told = ida.get(page).content.decode()
    assert "Decided on 3 passages in talk." in told
    assert "3 of 13 passages left to decide." in told
    assert set(Coding.objects.filter(coder="reconciled").values_list("start", "end")) == {(33, 35), (41, 42), (42, 43)}
    form(ida, page, "/decide-several").send(ida, keys=["c1"], coder="bo")
    assert "Nothing was decided: bo has no coding in these passages" in ida.get(page).content.decode()
    form(ida, page, "/decide-several").send(ida, keys=["c1", "bo9"], coder="")
    assert rejected() == {"c1": "ida", "bo9": "ida"}
    assert Coding.objects.filter(coder="reconciled").count() == 2
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert rejected() == {}
    assert Coding.objects.filter(coder="reconciled").count() == 3, "one undo for all of them"


def test_the_same_passage_code_coder_and_session_is_one_coding(ida: Client) -> None:
    def code(**said: Any) -> Any:
        place = {"start": 5, "end": 9, "coder": "ida", "session": "round 1"}
        return code_passage("talk", codes=["Oa.network"], **{**place, **said}, viewer=COMMAND_LINE)

    first = code().result
    assert code(memo="Later").result == first
    assert Coding.objects.get(pk=first[0]).memo == "Later"
    assert code().batch is None, "what is there already is no change"
    assert code(coder="bo").result != first
    assert code(session="round 2").result != first
    sent = {"start": 5, "end": 9, "code": "Oa.network", "memo": "Another"}
    answer = ida.post("/sources/talk/apply", sent)
    assert answer.status_code == 400
    assert "another value already (“Later”)" in said_beside(answer, "memo")  # type: ignore[arg-type]
    assert code(judgement=Judgement(actor="flow", direction="strength")).result == first
    assert code(judgement=Judgement(actor="flow", summary="More")).result == first
    piece = Evidence.objects.get(coding=first[0])
    assert (piece.direction, piece.summary) == ("strength", "More"), "what was not said stays"
    assert code(judgement=Judgement(actor="cool")).result != first, "a passage may show something of two"


def test_a_recoded_passage_is_not_taken_from_whoever_recoded_it(ida: Client) -> None:
    asked = form(ida, "/codes/theme.help", "/recode")
    recoding.recode(["c1"], to="Oa.capital", viewer=COMMAND_LINE)
    answer = asked.send(ida, coding=["c1"], to="theme.money")
    assert answer.status_code == 400
    assert Coding.objects.get(pk="c1").code == "Oa.capital"


def test_codings_of_two_sources_are_not_decided_on_together(ida: Client) -> None:
    with batch("another source") as w:
        place = {"source_id": "bare", "coder": "bo", "session": "round 1"}
        w.put(Coding, [{"id": "c2", "code": "theme.help", **place}])
    open_round("round 1", viewer=as_coder("ida"))
    answer = ida.post("/sources/talk/decide", {"ids": "c1 c2", "keep": "c1", "session": "round 1"})
    assert answer.status_code == 400
    assert "one round and source" in answer.content.decode()


def rejected() -> dict[str, str]:
    """Coding to who decided against it."""
    return dict(Coding.objects.exclude(rejected_by="").values_list("pk", "rejected_by"))
