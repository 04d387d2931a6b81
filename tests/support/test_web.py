"""Trip, personal day and live page."""

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Tie, User
from bridgehead.kit.access import Role
from bridgehead.support.services import kept

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/activities/trip/schedule"


@pytest.fixture
def ida(trip: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ida", role=Role.STAFF))
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_one_press_makes_the_schedule_and_one_repairs_it(ida: Client) -> None:
    assert "one press makes the schedule" in text(ida, PAGE)
    done = ida.post(f"{PAGE}/make", follow=True).content.decode()
    assert "proven to be the most there is" in done
    repaired = ida.post(f"{PAGE}/cancel", {"actor": "harbour"}, follow=True).content.decode()
    assert "Repaired: 0 other meetings moved" in repaired
    assert ida.post(f"{PAGE}/cancel", {"actor": "nobody"}).status_code == 400


def test_three_taps_on_the_live_page(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    meeting = next(m for m in kept("trip") if "city" in m.participants)
    assert "Next step" in text(ida, f"{PAGE}/live")
    ida.post(f"{PAGE}/live/{meeting.id}", {"useful": "yes", "next_step": "cooperation", "due": ""})
    assert Tie.objects.get(activity="trip").kind == "partnership"
    assert "1 cooperations" in text(ida, PAGE)
    assert ida.post(f"{PAGE}/live/other", {"useful": "yes"}).status_code == 400


def test_a_day_as_page_pdf_and_calendar(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    assert "Whom does City meet?" in text(ida, f"{PAGE}/city")
    assert ida.get(f"{PAGE}/city/day.pdf").content.startswith(b"%PDF")
    assert "BEGIN:VEVENT" in text(ida, f"{PAGE}/city/day.ics")
    text(ida, f"{PAGE}/city/day.doc", status=404)


def test_a_member_sees_its_own_meetings_only(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    member = Client()
    member.force_login(User.objects.create_user("f0", role=Role.MEMBER, actor_id="firm-0"))
    shown = text(member, PAGE)
    assert "Firm-0" in shown
    assert "Somebody cancels" not in shown
    assert "Firm-3 – " not in shown.replace("</a>", "")
    text(member, f"{PAGE}/live", status=403)
    assert member.post(f"{PAGE}/make").status_code == 403
