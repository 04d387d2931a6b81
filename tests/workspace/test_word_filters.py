"""Every list's filter on words, and every field that picks a record, in spite of case, accents and hyphens."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from typer.testing import CliRunner

from bridgehead import migrations
from bridgehead.ecosystem.models import Activity, Actor, Membership, Person, Source
from bridgehead.events.models import Registration
from bridgehead.events.services.register import origin_of
from bridgehead.followup.models import Interaction, Task
from bridgehead.kit.change_writer import batch
from bridgehead.kit.cli import HOME
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.store_schema import STAMP
from bridgehead.kit.tags import completions
from bridgehead.kit.word_filter import with_words
from bridgehead.mail.models import OutboxMail
from bridgehead.models import Application, Evidence, Opportunity
from bridgehead.network.queries.actor_network import find_actor
from bridgehead.opportunities.queries import alike
from bridgehead.site.cli import app
from bridgehead.workspace.services.record_choices import matching_records, record_named
from tests.world import actor, keyed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAMES = {
    "gron": "Grøn Strøm A/S",
    "zelena": "Зелена Енергия ООД",
    "lodz": "Łódź-Ciepło sp. z o.o.",
    "touwa": "東和電機株式会社",
    "iliaki": "Ηλιακή Ενέργεια ΑΕ",
    "su": "İstanbul Su A.Ş.",
    "power": "ENERGI-DANMARK 100%",
    "other": "C units",
}
ASKED = {
    "GRØN strøm": "gron", "gron strom": "gron", "AS grøn": "gron", "ЗЕЛЕНА": "zelena", "зелена": "zelena",
    "łódź": "lodz", "LODZCIEPLO": "lodz", "電機": "touwa", "ΗΛΙΑΚΗ": "iliaki", "ηλιακή": "iliaki", "istanbul": "su",
    "ıstanbul": "su", "energidanmark": "power", "energi danmark": "power", "100%": "power",
}  # fmt: skip
FEW = ("GRØN strøm", "ЗЕЛЕНА", "LODZCIEPLO", "電機", "ΗΛΙΑΚΗ", "energi danmark")
LISTS = (
    "/members?", "/people?", "/opportunities?", "/activities?", "/tasks?owner=all&", "/interactions?",
    "/applications?", "/memberships?", "/sources?", "/outbox?", "/activities/day/check-in?", "/matrix?",
    "/api/members?", "/api/opportunities?", "/api/activities?",
)  # fmt: skip


@pytest.fixture
def staff() -> Client:
    """Somebody of the staff, where each record of every list is called as an organisation is."""
    with batch("world") as writer:
        writer.put(Actor, [actor("hub", "Hub", kind="cluster")])
        writer.put(Actor, [actor(id_, name, tags=[name]) for id_, name in NAMES.items()])
        writer.put(Membership, [keyed(Membership, member_id=id_, cluster_id="hub", since="2020") for id_ in NAMES])
        writer.put(Person, [{"id": f"p-{id_}", "actor_id": id_, "name": "Io"} for id_ in NAMES])
        calls = [{"id": id_, "title": name, "kind": "call", "capabilities": [name]} for id_, name in NAMES.items()]
        writer.put(Opportunity, calls)
        writer.put(Activity, [{"id": id_, "name": name, "kind": "event"} for id_, name in NAMES.items()])
        writer.put(Activity, [{"id": "day", "name": "Day", "kind": "event"}])
        writer.put(Task, [{"id": id_, "title": "Call", "opportunity_id": id_} for id_ in NAMES])
        letters = [{"id": id_, "channel": "email", "subject": name} for id_, name in NAMES.items()]
        writer.put(Interaction, letters)
        teams = [{"id": id_, "opportunity_id": id_, "name": "Team", "lead_id": id_} for id_ in NAMES]
        writer.put(Application, teams)
        writer.put(Source, [{"id": id_, "title": name, "kind": "interview"} for id_, name in NAMES.items()])
        said = {"code": "Oa.network", "direction": "strength", "salience": 2, "source_id": "gron"}
        writer.put(Evidence, [{"id": id_, "actor_id": id_, **said} for id_ in NAMES])
        writer.put(
            Registration,
            [
                {"id": id_, "activity_id": "day", "name": "Io", "organisation": name, "status": "registered"}
                for id_, name in NAMES.items()
            ],
        )
    OutboxMail.objects.bulk_create(OutboxMail(to="a@b.example", subject=name) for name in NAMES.values())
    return signed_in(Role.ADMIN)


def test_the_filter_of_each_list(staff: Client) -> None:
    for address in LISTS:
        path, _mark, more = address.partition("?")
        asked = ASKED if path in ("/members", "/api/members") else {words: ASKED[words] for words in FEW}
        for words, id_ in asked.items():
            answer = staff.get(f"{path}?{urlencode({'words': words})}&{more}")
            text = str(answer.json()) if path.startswith("/api") else answer.content.decode()
            begin = text.find("<tbody")
            shown = text[begin : text.find("</tbody>", begin)] if begin >= 0 else text
            marks = {id_: f"/applications/{id_}" if path == "/applications" else NAMES[id_] for id_ in NAMES}
            assert [key for key, mark in marks.items() if mark in shown] == [id_], (address, words)


def test_the_command_line_and_the_fields_that_pick_a_record(
    staff: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    latest = max(path.stem for path in Path(migrations.__path__[0]).glob("[0-9]*.py"))
    (tmp_path / STAMP).write_text(latest, encoding="ascii")
    for words, id_ in ASKED.items():
        listed = json.loads(CliRunner().invoke(app, ["members", words, "--json"]).stdout)
        assert [one["id"] for one in listed["members"]] == [id_], words
        for kind in ("actor", "opportunity", "activity", "source"):
            assert [one.text for one in matching_records(kind, words, viewer=COMMAND_LINE)] == [NAMES[id_]], words
    for id_, name in NAMES.items():
        for typed in (name, name.upper(), name.lower(), name.replace("-", " ") if id_ == "other" else name):
            assert record_named("actor", typed) == id_
            assert find_actor(typed).pk == id_
            assert origin_of("", typed)["actor_id"] == id_
            assert [one.pk for one in alike(title=typed)] == [id_]


def test_of_names_that_differ_in_accents_the_very_one_is_meant(staff: Client) -> None:
    with batch("more") as writer:
        writer.put(Actor, [actor("c1", "Café", aliases=[]), actor("c2", "Cafe", aliases=["Łódź II"])])
    assert (record_named("actor", "CAFÉ"), record_named("actor", "cafe")) == ("c1", "c2")
    assert record_named("actor", "càfe") is None, "either may be meant"
    assert record_named("actor", "lodz ii") == "c2"
    assert record_named("actor", "--") is None


def test_tags_and_choices(staff: Client) -> None:
    for tag, id_ in (("GRON strøm as", "gron"), ("зелена енергия оод", "zelena"), ("東和電機株式会社", "touwa")):
        text = staff.get("/members", {"tag": tag}).content.decode()
        body = text[text.index("<tbody") : text.rindex("</tbody>")]
        assert [key for key in NAMES if NAMES[key] in body] == [id_], tag
    assert completions(Actor, "x; ЕНЕРГИЯ", 3) == ["x; Зелена Енергия ООД"]
    assert completions(Actor, "電機", 3) == ["東和電機株式会社"]


def test_as_many_as_there_are(staff: Client) -> None:
    with batch("many") as writer:
        writer.put(Actor, [actor(f"m{n}", f"Många {n}") for n in range(3_000)])
    assert with_words(Actor.objects.all(), "MANGA", ("name",)).count() == 3_000
    assert with_words(OutboxMail.objects.all(), "電機", ("subject",)).count() == 1
    assert with_words(Actor.objects.all(), "", ("name",)).count() == 3_009
