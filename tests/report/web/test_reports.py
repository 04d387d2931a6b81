"""Reports to take away."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.usefixtures("world")
def test_a_member_takes_its_report_away(flow: Client) -> None:
    answer = flow.get("/members/flow/report.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="flow-report-')
    assert answer.content.startswith(b"%PDF")


@pytest.mark.usefixtures("world")
def test_staff_take_the_research_report_away(staff: Client) -> None:
    assert staff.get("/influence/report.pdf").content.startswith(b"%PDF")
    assert staff.get("/influence/report.pdf?cluster=none").status_code == 404
    assert staff.get("/members/port/report.pdf").status_code == 404
