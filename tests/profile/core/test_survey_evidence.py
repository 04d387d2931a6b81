"""Survey answers as evidence."""

import polars as pl

from bridgehead.profile.core.survey_evidence import ANSWERS, as_evidence

CODES = {"Oa.capital", "barrier.smallness"}


def test_five_point_items() -> None:
    rows = [dict.fromkeys(ANSWERS, "") | {"id": v, "actor": "a", "item": "Oa.capital", "value": v} for v in "12345"]
    found = as_evidence(pl.DataFrame(rows, schema=ANSWERS), CODES)
    assert found.select("direction", "salience").rows() == [
        ("weakness", 2),
        ("weakness", 1),
        ("strength", 1),
        ("strength", 2),
    ]


def test_an_item_is_named_by_its_code_and_others_say_nothing() -> None:
    items = ["barrier.smallness", "Oa.capital.3", "Oa.capital.3.b", "weather", "Oa.capitals"]
    rows = [dict.fromkeys(ANSWERS, "") | {"id": i, "item": i, "value": "5", "survey": "s"} for i in items]
    found = as_evidence(pl.DataFrame(rows, schema=ANSWERS), CODES)
    assert found.select("code", "source", "source_kind", "locator").rows() == [
        ("barrier.smallness", "s", "survey", "barrier.smallness"),
        ("Oa.capital", "s", "survey", "Oa.capital.3"),
    ]
