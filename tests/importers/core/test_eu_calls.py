"""Topics of the EU portal become opportunities."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.opportunities.models import Opportunity
from tests.importers.samples import TOPICS, everything, write_calls

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SEARCH = {
    "reference": "1TOPICSen",
    "url": "https://portal.example/x",
    "metadata": {
        "identifier": ["HORIZON-CL5-2026-09"],
        "title": ["Tides"],
        "status": ["31094501"],
        "deadlineDate": ["2026-09-15T00:00:00.000+0000", "2027-02-01T00:00:00.000+0000"],
        "startDate": ["2026-05-01T00:00:00.000+0000"],
        "descriptionByte": ["<p>Power &amp; tide</p><script>alert(1)</script><ul><li>TRL &lt; 5</li></ul>"],
        "es_SortDate": ["whatever"],
    },
}


def test_a_topic_becomes_an_opportunity(tmp_path: Path) -> None:
    import_file("calls", write_calls(tmp_path / "calls.json"), viewer=COMMAND_LINE)
    call = Opportunity.objects.get(pk="horizon-cl5-2026-01")
    assert (call.title, call.kind, call.buyer) == ("Storage in harbours", "call", "European Commission")
    assert (call.status, call.deadline, call.budget) == ("open", "2026-09-15", 5_000_000)
    assert (call.external_id, call.rule_set) == ("HORIZON-CL5-2026-01", "horizon_ria")
    assert call.description.startswith("Batteries for the harbour’s buildings.")
    assert Opportunity.objects.get(pk="life-2026-02").description == ""


@pytest.mark.parametrize(
    "render",
    [
        lambda topics: json.dumps(topics).encode(),
        lambda topics: gzip.compress(json.dumps(topics).encode()),
        lambda topics: "".join("\ufeff" + json.dumps(topic, indent=1) for topic in topics).encode(),
        lambda topics: b"\xef\xbb\xbf" + b"\n".join(json.dumps(topic).encode() for topic in topics),
        lambda topics: json.dumps({"results": topics}).encode(),
    ],
    ids=["list", "gzip", "marks", "lines", "page"],
)
def test_every_form_of_file_is_the_same(tmp_path: Path, render: Any) -> None:
    path = tmp_path / "calls.json"
    path.write_bytes(render(TOPICS))
    assert import_file("calls", path, viewer=COMMAND_LINE).tallies["opportunity"].added == 2


def test_the_search_of_the_portal_is_read_and_its_markup_taken_off(tmp_path: Path) -> None:
    import_file("calls", write_calls(tmp_path / "calls.json", {"results": [SEARCH]}), viewer=COMMAND_LINE)
    call = Opportunity.objects.get(pk="horizon-cl5-2026-09")
    assert (call.status, call.opens, call.deadline) == ("forthcoming", "2026-05-01", "2026-09-15")
    assert call.url == "https://portal.example/x"
    assert call.description.split() == ["Power", "&", "tide", "TRL", "<", "5"]


def test_a_second_import_updates_and_keeps_what_somebody_chose(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.json")
    import_file("calls", path, viewer=COMMAND_LINE)
    with batch("by hand") as writer:
        writer.put(Opportunity, [{"id": "horizon-cl5-2026-01", "rule_set": "our_rules", "countries": ["SE"]}])
    later = [{**TOPICS[0], "callStatus": "closed", "description": ""}, TOPICS[1]]
    tally = import_file("calls", write_calls(path, later), viewer=COMMAND_LINE).tallies["opportunity"]
    call = Opportunity.objects.get(pk="horizon-cl5-2026-01")
    assert (tally.added, tally.changed, tally.unchanged) == (0, 1, 1)
    assert (call.status, call.rule_set, call.countries) == ("closed", "our_rules", ["SE"])


def test_a_link_that_is_no_web_address_is_left_out(tmp_path: Path) -> None:
    import_file(
        "calls",
        write_calls(tmp_path / "calls.json", [{**TOPICS[0], "portalUrl": "javascript:alert(1)"}]),
        viewer=COMMAND_LINE,
    )
    assert Opportunity.objects.get().url == ""


BAD_TOPICS = [
    ({"deadline": "05/09/2026"}, "deadline", "a date"),
    ({"callStatus": "perhaps"}, "callStatus", "forthcoming, open or closed"),
    ({"budgetMax": -5}, "budgetMax", "euros"),
    ({"budgetMax": 10**400}, "budgetMax", "euros"),
    ({"budgetMax": True}, "budgetMax", "euros"),
    ({"title": ""}, "title", "text"),
    ({"title": "x" * 10_000}, "title", "1,000 characters"),
    ({"topicId": "x" * 10_000}, "topicId", "100 characters"),
    ({"topicId": "///"}, "topicId", "an id"),
    ({"topicId": "LIFE-2026-02"}, "topicId", "once"),
    ({"topicId": "life/2026/02"}, "topicId", "once"),
    ({"colour": "green"}, "colour", "one of the keys"),
    ({"description": "x" * 50_001}, "description", "50,000 characters"),
    ({"description": ["a"]}, "description", "text"),
]


@pytest.mark.parametrize(("change", "column", "words"), BAD_TOPICS, ids=[str(c)[:30] for c, _, _ in BAD_TOPICS])
def test_a_bad_topic(tmp_path: Path, change: dict[str, Any], column: str, words: str) -> None:
    error = refused(write_calls(tmp_path / "calls.json", [TOPICS[1], {**TOPICS[0], **change}]))
    assert (error.file, error.row, error.column) == ("calls.json", 2, column)
    assert words in str(error.expected)


BAD_FILES = {
    "empty": (b"", "at least one topic"),
    "empty list": (b"[]", "at least one topic"),
    "a table": (b"topicId,title\na,b\n", "JSON"),
    "cut off": (b'[{"topicId": "a"', "JSON"),
    "noise": (bytes(range(256)), "UTF-8"),
    "not a gzip": (b"\x1f\x8bnoise", "gzip"),
    "a gzip bomb": (gzip.compress(bytes(30_000_000)), "times as large"),
    "latin-1": ('[{"topicId": "Å"}]'.encode("latin-1"), "UTF-8"),
    "no number": (b'[{"topicId": "a", "title": "b", "budgetMax": NaN}]', "JSON"),
    "too deep": (b"[" * 100_000, "JSON"),
    "no object": (b"[1]", "an object with topicId"),
    "a string": (b'"hello"', "an object with topicId"),
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_bad_file(tmp_path: Path, fault: str) -> None:
    content, words = BAD_FILES[fault]
    path = tmp_path / "calls.json"
    path.write_bytes(content)
    error = refused(path)
    assert error.file == "calls.json"
    assert words in str(error.expected)


@pytest.mark.slow
def test_a_folder_with_one_file_of_topics_is_that_file(shared: Path) -> None:
    assert import_file("calls", shared / "data" / "eu-calls", viewer=COMMAND_LINE).tallies["opportunity"].added == 315


def test_a_folder_and_a_path_where_nothing_is(tmp_path: Path) -> None:
    assert "nothing was found. Expected a JSON file of topics, or a folder with one" in str(refused(tmp_path))
    assert "No such file" in str(refused(tmp_path / "none.json"))


def test_refused_topics_are_left_out_when_told_to_go_on(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.json", [TOPICS[1], {**TOPICS[0], "deadline": "soon"}])
    outcome = import_file("calls", path, keep_going=True, viewer=COMMAND_LINE)
    assert [(e.row, e.column) for e in outcome.refused] == [(2, "deadline")]
    assert list(Opportunity.objects.values_list("id", flat=True)) == ["life-2026-02"]


@pytest.mark.slow
def test_the_real_topics_are_read_and_repaired(shared: Path) -> None:
    outcome = import_file("calls", shared / "data" / "eu-calls" / "calls.json.gz", viewer=COMMAND_LINE)
    assert outcome.tallies["opportunity"].added == 315
    texts = "".join(Opportunity.objects.values_list("description", flat=True))
    assert not [sign for sign in ("â€", "Ã", "Â°", "\u200b") if sign in texts]
    assert Opportunity.objects.filter(status="open").count() == 182


def refused(path: Path) -> InputError:
    before = everything()
    with pytest.raises(InputError) as raised:
        import_file("calls", path, viewer=COMMAND_LINE)
    assert everything() == before
    return raised.value
