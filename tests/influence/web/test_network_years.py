"""Parts of the influence page: reach lost, networks by year."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.usefixtures("world")
def test_who_would_lose_most_comes_after_the_page(staff: Client) -> None:
    assert "/influence/losses?cluster=hub" in staff.get("/influence").content.decode()
    assert "Flow Batteries" in staff.get("/influence/losses?cluster=hub").content.decode()
    assert staff.get("/influence/losses?cluster=flow").status_code == 404


@pytest.mark.usefixtures("world")
def test_the_network_by_year_is_drawn_and_tabled(staff: Client, flow: Client) -> None:
    assert "/influence/years?cluster=hub" in staff.get("/influence").content.decode()
    text = staff.get("/influence/years?cluster=hub").content.decode()
    assert text.count("<polyline") == 6
    assert "with Harbour Hub, 0.0 without" in text
    assert text.count("data-row") == 10
    assert flow.get("/influence/years?cluster=hub").status_code == 403
    assert staff.get("/influence/years?cluster=flow").status_code == 404
