"""Lists of the influence pages as files, from their declaration."""

import csv
import io

import pytest
from django.test import Client

from bridgehead.framework.versions import rules

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        ("/influence?list=findings", ["Finding", "Why", "For and against", "Low"]),
        ("/influence?list=recommendations", ["Recommendation", "Independent sources for"]),
        ("/influence?list=levels", ["From → to", "Strength", "Low", "High", "Direct", "Sources"]),
        ("/influence?list=advantages", ["Advantage", "Own, cluster, public, other", "Firms"]),
        ("/influence?list=members", ["Member", "Own, cluster, public, other", "Through the cluster"]),
        ("/influence?list=results-market", ["Step", "Recorded", "Inferred", "Of the previous step", "Low", "High"]),
        ("/influence?list=results-by-group", ["Activity or market", "Kind of result", "Step", "Recorded"]),
        ("/influence?list=counterfactuals", ["Activity", "Asked", "Number", "Deadweight", "Deadweight: number"]),
        ("/members/flow/influence?list=parts", ["Activity", "Date", "Steps"]),
        ("/members/flow/influence?list=results-market", ["Step", "Recorded", "Inferred"]),
        ("/influence?list=context", ["Country", "Year", "Members' entries", "Indicators"]),
        ("/influence?list=indicators", ["Indicator", "Of", "Period", "Value"]),
        ("/influence/losses?cluster=hub&list=losses", ["Member", "Markets no longer reached", "More steps away"]),
        ("/influence/years?cluster=hub&list=years", ["Year", "Markets abroad", "Markets abroad without"]),
        ("/influence/identity/found?subject=hub&list=perceptions", ["Perceived by", "Label", "Standing", "Low"]),
        ("/influence/identity/found?subject=hub&list=public-all", ["Country", "Projects", "Organisations"]),
        ("/influence/identity/found?subject=hub&list=partners", ["Region", "Number", "Ratio", "Low"]),
        ("/influence/identity/found?subject=hub&list=partners-by-year", ["Year", "Number", "Ratio", "Low"]),
        ("/influence/identity/found?subject=hub&list=focus-cpv", ["Region", "Activities", "Codes", "Diversity"]),
        ("/influence/identity/found?subject=hub&list=codes-cpv", ["Code", "Activities", "Quotient", "Density"]),
        ("/members/flow/influence?list=advantages", ["Advantage", "Label", "Standing"]),
        ("/members/flow/influence?list=markets", ["Market", "Steps", "Steps without", "Reach"]),
    ],
)
def test_each_list_is_a_file(staff: Client, path: str, headings: list[str]) -> None:
    answer = staff.get(f"{path}{'&' if '?' in path else '?'}format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert found[0][: len(headings)] == headings
    assert b"<" not in answer.content, "from the declaration, not the page"
    of_records = path.partition("list=")[2] in ("context", "indicators")
    assert (found[0][-1] == "Computed by") is not of_records
    assert of_records or {row[-1] for row in found[1:]} <= {f"Rules {rules()}"}
