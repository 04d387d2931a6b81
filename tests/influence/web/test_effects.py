"""Identity, lock-in and estimates as pages: what they answer, whom they open to, what they refuse."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.influence.services.effect_estimates import import_panel
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Activity, Participation
from tests.influence.services.test_effect_estimates import panel, written
from tests.world import keyed

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


def test_too_few_firms_are_refused_with_the_reason(staff: Client) -> None:
    text = staff.get("/influence/effects/found?of=records/entries").content.decode()
    assert "No estimate: not enough data" in text
    assert "This does not mean that nothing changed" in text
    assert "one of entries, first_entry" in staff.get("/influence/effects/found?of=records/x").content.decode()


def test_an_imported_panel_is_estimated_with_its_checks(staff: Client, tmp_path: Path) -> None:
    import_panel(written(tmp_path, panel()), viewer=COMMAND_LINE)
    assert 'value="panel/y"' in staff.get("/influence/effects").content.decode()
    text = staff.get("/influence/effects/found?of=panel/y&covariates=x").content.decode()
    assert "If the assumption holds, the treatment changed y by" in text
    assert "Without the treatment, y of treated firms would have moved" in text
    assert "Two-way fixed effects" in text
    assert "Placebo: Start 1 period earlier" in text
    assert '<circle class="ring"' in text
    assert "No hazard ratio. " in text


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
