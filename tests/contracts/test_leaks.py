"""No page, file, search or endpoint tells a role what the access table keeps from it: words planted and looked for."""

import io
import re
import zipfile

import pytest
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Actor, Entry, Evidence, Indicator, Outcome, Participation, Person, Tie
from bridgehead.settings.services.change_settings import save_settings
from tests.contracts.test_access import ADDRESSES
from tests.world import actor, keyed, signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CONTACT, QUOTE, PARTNER, OUTCOME = "Zacharias Contactperson", "Quokkaquote", "Partnerwombat", "Outcomeotter"
PART, MONEY = "Rolepangolin", "918273"
EVERYTHING = {CONTACT, QUOTE, PARTNER, OUTCOME, PART, MONEY}
ASKED = {"q": "a", "words": "", "start": "cool", "end": "port", "find": "cool", "firm": "cool", "cluster": "hub"}


@pytest.fixture
def planted() -> None:
    """Words of Flow's that stand in one column each."""
    small_world()
    with batch("planted") as writer:
        writer.put(Actor, [actor("wombat", PARTNER, country="FI")])
        writer.put(Actor, [{"id": "flow", "turnover": 918273.0}])
        writer.put(Person, [{"id": "p9", "actor_id": "flow", "name": CONTACT, "role": "", "email": "z@flow.example"}])
        writer.put(Evidence, [{"id": "e1", "quote": f"{QUOTE} burrow", "summary": QUOTE, "translation": QUOTE}])
        writer.put(Tie, [{"id": "t9", "a_id": "flow", "b_id": "wombat", "kind": "contact"}])
        part = {"activity_id": "trip", "actor_id": "flow", "role": PART, "since": "", "outcome": OUTCOME}
        writer.put(Participation, [keyed(Participation, **part, contribution=918273.0)])
        came = {"activity_id": "trip", "actor_id": "flow", "kind": "contract", "summary": OUTCOME}
        writer.put(Outcome, [{"id": "o9", **came}])
        figure = {"subject": "flow", "subject_kind": "actor", "indicator": "turnover", "period": "2024"}
        writer.put(Indicator, [keyed(Indicator, **figure, value=918273.0)])
        writer.put(Entry, [{"id": "flow-se", "mode": "joint_venture"}])


def said_to(client: Client) -> str:
    """Everything that somebody reads, in every form in which it is offered."""
    texts = []
    for name, address, _ in ADDRESSES:
        searches = ({"q": "burrow"}, {"q": "zacharias"}) if name == "search" else ()
        for more in ({}, {"format": "csv"}, *searches):
            answer = client.get(address, {**ASKED, **more})
            body = answer.content if not answer.streaming else b"".join(answer)  # type: ignore[arg-type]
            if body[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(body)) as packed:
                    body = b"\n".join(packed.read(each) for each in packed.namelist())
            texts.append(f"{name}: {body.decode(errors='replace')}")
    return re.sub(r"(?<=\d)[ ,.\u202f\u00a0](?=\d)", "", "\n".join(texts))


def found_by(client: Client) -> set[str]:
    text = said_to(client).casefold()
    # what is only the name of an organisation on record everybody reads; as a partner it stands beside Flow's tie
    return {word for word in EVERYTHING - {PARTNER} if word.casefold() in text}


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize(
    ("role", "own", "reads"),
    [
        (Role.ADMIN, None, EVERYTHING - {PARTNER}),
        (Role.INTERVIEWER, None, set()),
        (Role.CODER, None, set()),
        (Role.EVALUATOR, None, {MONEY}),  # in the panel, of a number
        (Role.READER, None, set()),
        (Role.MEMBER_OWNER, "flow", EVERYTHING - {PARTNER}),
        (Role.MEMBER_OWNER, "cool", set()),
        (Role.MEMBER_COLLEAGUE, "cool", set()),
    ],
)
def test_planted_words_reach_only_those_who_may_read_them(role: Role, own: str | None, reads: set[str]) -> None:
    assert found_by(signed_in(role, own)) == reads


@pytest.mark.usefixtures("planted")
def test_members_see_of_others_what_the_setting_opens() -> None:
    other = signed_in(Role.MEMBER_OWNER, "cool")
    hidden = other.get("/members/flow").content.decode()
    assert PARTNER not in hidden
    assert "Market entries" not in hidden
    for setting, word in (
        ("members_see_partners", PARTNER),
        ("members_see_entries", "Market entries"),
        ("members_see_roles", PART),
        ("members_see_outcomes", OUTCOME),
        ("members_see_money", "918,273"),
    ):
        assert word not in other.get("/members/flow").content.decode(), setting
        save_settings({setting: "yes"}, viewer=COMMAND_LINE)
        text = other.get("/members/flow").content.decode() + other.get("/activities/trip").content.decode()
        assert word in text, setting
        assert signed_in(Role.READER).get("/members/flow").content.decode().count(word) == 0
    assert CONTACT not in other.get("/members/flow").content.decode()


@pytest.mark.usefixtures("planted")
def test_no_introduction_goes_over_a_tie_that_one_may_not_see() -> None:
    for client, told in ((signed_in(Role.ADMIN), True), (signed_in(Role.MEMBER_OWNER, "cool"), False)):
        text = client.get("/introductions", {"start": "hub", "end": "wombat"}).content.decode()
        assert ("/members/flow" in text) is told
