"""What cites a source: every kind of record once, with a link to where it is shown."""

import pytest
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.models import Counterfactual, Entry, Evidence, Finding, Outcome, Relation, Source, Tie

pytestmark = pytest.mark.django_db


def test_a_source_lists_what_cites_it(staff: Client, flow: Client) -> None:
    cited, part = {"source_id": "memo"}, {"activity_id": "trip", "actor_id": "flow"}
    with batch("a source") as w:
        w.put(Source, [{"id": "memo", "title": "A memo", "kind": "document"}])
    assert b"Nothing cites this source yet" in staff.get("/sources/memo/cited-by").content
    with batch("cited") as w:
        said = {"actor_id": "flow", "code": "Oa.capital", "locator": "page 3", **cited}
        w.put(Evidence, [{"id": "m1", "summary": "Money is short.", **said}])
        w.put(Tie, [{"id": "m2", "a_id": "flow", "b_id": "hub", "kind": "partnership", **cited}])
        w.put(Entry, [{"id": "m3", "firm_id": "flow", "market": "SE", "status": "explored", **cited}])
        w.put(Outcome, [{"id": "m4", "kind": "contract", "summary": "Sold a pump.", **part, **cited}])
        asked = {"wave": "6", "answer": "later", **part}
        w.put(Counterfactual, [{"id": Counterfactual.key_of(asked), **asked, **cited}])
        levels = {"from_level": "micro", "to_level": "meso"}
        w.put(Relation, [{"id": "m6", "summary": "Firms form it.", **levels, **cited}])
        w.put(Finding, [{"id": "m7", "kind": "claim", "statement": "Firms lack money.", "supports": ["m1"]}])
    text = staff.get("/sources/memo/cited-by").content.decode()
    assert "7 records cite this source." in text
    for told in ("Money is short.", "page 3", "Sweden", "Sold a pump.", "Firms form it.", "Firms lack money."):
        assert told in text
    assert text.count("<tr data-row") == 7
    assert "Cited by" in staff.get("/sources/memo").content.decode(), "a tab leads there"
    assert flow.get("/sources/memo/cited-by").status_code == 403
    assert staff.get("/sources/none/cited-by").status_code == 404
