"""Identity, lock-in and estimates as pages: what they answer, whom they open to, what they refuse."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.influence.services.effect_estimates import import_panel
from bridgehead.kit.change_writer import batch
from bridgehead.models import Activity, Participation, Tie
from tests.influence.services.test_influence_account import panel, written
from tests.world import HOSTILE, keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]

PAGES = ("identity", "identity/found?subject=hub", "effects", "effects/found?of=records/entries")


@pytest.mark.parametrize("path", PAGES)
def test_staff_only(staff: Client, flow: Client, path: str) -> None:
    assert staff.get(f"/influence/{path}").status_code == 200
    assert flow.get(f"/influence/{path}").status_code == 403


def test_the_influence_page_leads_to_them(staff: Client) -> None:
    text = staff.get("/influence").content.decode()
    assert "/influence/identity?subject=hub" in text
    assert "/influence/effects" in text


def test_what_is_not_found_is_said_with_the_power_to_find_it(staff: Client) -> None:
    with batch("supplier ties") as writer:
        writer.put(Tie, [{"id": f"s-{a}", "a_id": a, "b_id": "port", "kind": "supplier"} for a in ("flow", "cool")])
    text = staff.get("/influence/identity/found?subject=hub").content.decode()
    assert "Whether it is strong cannot be told" in text
    assert "No indication found, over 2 members with a supplier tie on record" in text
    assert "No indication found, over 1 activity" in text
    assert "Narrowing could not be looked for: fewer than 10 themes" in text


def test_a_country_is_described_and_nonsense_refused(staff: Client) -> None:
    text = staff.get("/influence/identity/found?subject=DK").content.decode()
    assert "Signs of lock-in are those of a cluster" in text
    assert staff.get("/influence/identity/found?subject=nobody").status_code == 404
    text = staff.get("/influence/identity/found", {"subject": "DK", "against": HOSTILE}).content.decode()
    assert "countries (ISO 3166-1 alpha-2" in text
    assert HOSTILE not in text


def test_too_few_firms_are_refused_with_the_reason(staff: Client) -> None:
    text = staff.get("/influence/effects/found?of=records/entries").content.decode()
    assert "No estimate: the data cannot carry it" in text
    assert "That is not a finding that nothing changed" in text
    assert "one of entries, first_entry" in staff.get("/influence/effects/found?of=records/x").content.decode()


def test_an_imported_panel_is_estimated_with_its_checks(staff: Client, tmp_path: Path) -> None:
    import_panel(written(tmp_path, panel()))
    assert 'value="panel/y"' in staff.get("/influence/effects").content.decode()
    text = staff.get("/influence/effects/found?of=panel/y&covariates=x").content.decode()
    assert "If the assumption holds, the treatment changed y by" in text
    assert "Without the treatment, y of the treated would have moved" in text
    assert "Two-way fixed effects" in text
    assert "Placebo: start 1 period earlier" in text
    assert '<circle class="ring"' in text
    assert "No hazard: " in text


def test_the_number_of_queries_does_not_grow(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with batch("thirty activities") as writer:
        rows = [{"id": f"a{n}", "name": f"A {n}", "kind": "project", "programme": f"H2020-EU.{n}"} for n in range(30)]
        writer.put(Activity, rows)
        parts = [keyed(Participation, activity_id=f"a{n}", actor_id="flow", role="", since="") for n in range(30)]
        writer.put(Participation, parts)
    with django_assert_max_num_queries(30):
        assert staff.get("/influence/identity/found?subject=hub").status_code == 200
