"""The forms of the research pages pressed by several at once, on the real stores: done once, and nothing lost."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Actor, Source, User
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence, MatrixSummary
from bridgehead.evidence.queries import coding_sessions, matrix_summaries
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from tests.at_once import at_once
from tests.drawn import drawn
from tests.evidence.coders import as_coder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PRESSES = 5


@pytest.fixture
def colleagues() -> list[Client]:
    """Browsers of several colleagues, at an interview."""
    with batch("actors") as w:
        w.put(Actor, [{"id": "flow", "name": "Flow", "kind": "firm"}])
    add_document(b"Anna runs it. We are few people.", "talk.txt", kind="interview", language="en", viewer=COMMAND_LINE)
    return [browser(f"coder{n}") for n in range(PRESSES)]


def browser(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.filter(username=name).first() or User.objects.create_user(name, role=Role.ADMIN))
    return client


def press(clients: list[Client], address: str, *sent: dict[str, object]) -> list[int]:
    """Statuses of a form that each of them sends at once; what they send is gone through in turn."""
    works = [
        lambda client=client, n=n: client.post(address, sent[n % len(sent)]).status_code  # type: ignore[misc]
        for n, client in enumerate(clients)
    ]
    return sorted(at_once(works))


def test_one_codebook_and_one_code_of_a_name(colleagues: list[Client]) -> None:
    statuses = press(colleagues, "/codebooks/change", {"do": "codebook", "name": "Towns"})
    assert statuses == [302] + [400] * (PRESSES - 1)
    assert Codebook.objects.count() == 1
    sent = {"do": "add", "codebook": "cluster", "name": "Trust"}
    assert press(colleagues, "/codebooks/change", sent) == [302] + [400] * (PRESSES - 1)
    assert (Code.objects.count(), Codebook.objects.count()) == (1, 2)


def test_one_coding_of_one_coder(colleagues: list[Client]) -> None:
    ida = [browser("ida") for _ in range(PRESSES)]
    sent = {"start": "0", "end": "4", "code": "Oa.network", "actor": "flow", "summary": "Runs it"}
    assert press(ida, "/sources/talk/apply", sent) == [200] * PRESSES
    assert (Coding.objects.count(), Evidence.objects.count()) == (1, 1)
    assert press(colleagues, "/sources/talk/apply", sent) == [200] * PRESSES
    assert Coding.objects.count() == 1 + PRESSES, "each coder's own"


def test_the_same_form_pressed_five_times_at_once_is_one_batch(colleagues: list[Client]) -> None:
    ida = [browser("ida") for _ in range(PRESSES)]
    asked = drawn(ida[0].get("/codebooks"), "/change", do="codebook")  # type: ignore[arg-type]
    before = Batch.objects.count()
    assert press(ida, asked.action, {**asked.values, "name": "Towns"}) == [302] * PRESSES
    assert Batch.objects.count() == before + 1


def test_of_several_summaries_one_stands_and_the_others_are_asked(colleagues: list[Client]) -> None:
    cell = "/matrix/actor/flow/Oa.network/summary"
    texts: list[dict[str, object]] = [{"summary": f"Summary {n}", "seen": "0"} for n in range(PRESSES)]
    assert press(colleagues, cell, *texts) == [302] + [409] * (PRESSES - 1)
    (text,) = matrix_summaries.summaries_of("actor").values()
    assert press(colleagues, cell, {"summary": text}) == [302] * PRESSES
    assert MatrixSummary.objects.count() == 1


def test_of_several_descriptions_one_stands_and_the_others_are_asked(colleagues: list[Client]) -> None:
    asked = drawn(colleagues[0].get("/sources/talk"), "/describe")  # type: ignore[arg-type]
    texts: list[dict[str, object]] = [{**asked.values, "title": f"Title {n}", "token": ""} for n in range(PRESSES)]
    assert press(colleagues, asked.action, *texts) == [302] + [409] * (PRESSES - 1)
    assert Source.objects.get(pk="talk").title.startswith("Title ")


def test_opposite_decisions_leave_one(colleagues: list[Client]) -> None:
    with batch("a coding") as w:
        place = {"source_id": "talk", "start": 0, "end": 4, "coder": "ida", "session": "round 1"}
        w.put(Coding, [{"id": "c1", "code": "Oa.network", **place}])
    assert press(colleagues, "/sessions/unlock", {"session": "round 1", "source": "talk"}) == [302] * PRESSES
    opposite: list[dict[str, object]] = [{"ids": "c1", "keep": keep, "session": "round 1"} for keep in ("c1", "")]
    assert press(colleagues, "/sources/talk/decide", *opposite) == [302] * PRESSES
    kept = Coding.objects.filter(coder=coding_sessions.RECONCILED).count()
    assert kept + len(rejected()) == 1, "kept or turned down, never both"


def test_merged_both_ways_at_once_neither_is_lost(colleagues: list[Client]) -> None:
    codebooks.add_codebook("Firms", viewer=COMMAND_LINE)
    for name in ("Help", "Money"):
        codebooks.add_code("firms", name=name, viewer=COMMAND_LINE)
    ways: list[dict[str, object]] = [
        {"do": "merge", "code": f"theme.{one}", "to": f"theme.{other}"}
        for one, other in (("help", "money"), ("money", "help"))
    ]
    assert max(press(colleagues, "/codebooks/change", *ways)) < 500
    assert Code.objects.count() == 1


def test_removed_and_recoded_at_once_nothing_points_nowhere(colleagues: list[Client]) -> None:
    with batch("a coding") as w:
        place = {"source_id": "talk", "start": 0, "end": 4, "coder": "", "session": "round 1"}
        w.put(Coding, [{"id": "c1", "code": "Oa.network", **place}])
    open_round("round 1", viewer=as_coder("ida"))
    works = [
        lambda client=client, n=n: (
            (  # type: ignore[misc]
                client.post("/codings/c1/remove", {})
                if n % 2
                else client.post("/codes/Oa.network/recode", {"coding": ["c1"], "to": "Oa.capital"})
            ).status_code
        )
        for n, client in enumerate(colleagues)
    ]
    assert max(at_once(works)) < 500
    assert not Coding.objects.exists()


def rejected() -> dict[str, str]:
    """Coding to who decided against it."""
    return dict(Coding.objects.exclude(rejected_by="").values_list("pk", "rejected_by"))
