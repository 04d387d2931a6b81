"""Saved views: what a list shows is kept under a name, looked at again, shared, changed and removed."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import SavedView
from bridgehead.views.services.saved_views import change_view
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "kind=challenge&country=SE&sort=deadline&columns=deadline&columns=cpv&junk=1"


def text_of(page: Any) -> str:
    return html.unescape(page.content.decode())


def headings(page: Any) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*>(?:<a [^>]*>|<span[^>]*>)?([^<]+)<', page.content.decode())


def save(client: Client, name: str = "Swedish challenges", **given: str) -> str:
    asked = {"page": "opportunities", "address": ADDRESS, "name": name, **given}
    done = client.post("/views/new", asked)
    assert done.status_code == 302, text_of(done)
    return done.headers["Location"]


def test_columns_are_chosen_and_the_usual_ones_come_where_none_is_known(staff: Client) -> None:
    chosen = headings(staff.get("/opportunities?columns=deadline&columns=cpv&columns=countries"))
    assert [each for each in chosen if each in {"Title", "Deadline", "CPV", "Countries", "Budget", "Kind"}] == [
        "Title",
        "Deadline",
        "CPV",
    ]
    assert headings(staff.get("/opportunities?columns=nonsense")) == headings(staff.get("/opportunities"))
    listed = staff.get("/opportunities?columns=cpv&format=csv&list=opportunities").content.decode()
    assert "deadline" in listed.splitlines()[0]


def test_a_view_keeps_filters_order_and_columns_and_stands_in_the_menu(staff: Client) -> None:
    where = save(staff)
    found = SavedView.objects.get()
    assert (found.page, found.filters, found.order) == ("opportunities", "kind=challenge&country=SE", "deadline")
    assert (found.shows, found.pk) == (["deadline", "cpv"], "swedish-challenges")
    page = staff.get(where, follow=True)
    text = text_of(page)
    assert "View saved." in text
    assert "View: Swedish challenges" in text
    assert "Energy storage for the harbour" in text
    assert "Save changes to view" not in text
    other = staff.get(f"{where}&status=open")
    assert "Save changes to view" in text_of(other)
    staff.post(f"/views/{found.pk}/keep", {"address": "status=open&view=swedish-challenges"})
    found.refresh_from_db()
    assert (found.filters, found.order, found.shows) == ("status=open", "", [])
    assert f"/opportunities?status=open&view={found.pk}" in text_of(staff.get("/opportunities"))


def test_only_its_owner_and_staff_change_a_view_and_only_staff_share(staff: Client) -> None:
    save(staff, shared="on")
    staff.get("/opportunities")
    colleague = signed_in(Role.MEMBER_COLLEAGUE, "flow")
    assert "Swedish challenges" in text_of(colleague.get("/opportunities"))
    assert colleague.get("/views/swedish-challenges").status_code == 403
    assert colleague.post("/views/swedish-challenges/remove", {}).status_code == 403
    save(colleague, "Ours", shared="on")
    own = SavedView.objects.get(pk="ours")
    assert own.shared == ""
    assert "Ours" in text_of(colleague.get("/opportunities"))
    assert 'name="shared"' not in text_of(colleague.get("/views/ours"))
    colleague.post("/views/ours", {"name": "Ours now", "mail": "weekly"})
    own.refresh_from_db()
    assert (own.name, own.mail, own.mailed != "") == ("Ours now", "weekly", True)
    assert "at most once a week" in text_of(colleague.get("/opportunities?view=ours"))
    assert ">Ours now<" not in text_of(staff.get("/opportunities"))
    assert 'name="mail"' in text_of(colleague.get("/views/ours"))
    assert 'name="mail"' not in text_of(staff.get("/views/ours"))
    staff.post("/views/ours", {"name": "Ours", "mail": "daily"})
    own.refresh_from_db()
    assert (own.name, own.mail) == ("Ours", "weekly"), "its owner alone says how often it writes to them"
    with pytest.raises(NotAllowed):
        change_view("ours", viewer=COMMAND_LINE, mail="daily")
    staff.post("/views/ours", {"name": "Ours now"})
    colleague.post("/views/ours/stop", {})
    own.refresh_from_db()
    assert own.mail == ""
    colleague.post("/views/ours/remove", {})
    assert not SavedView.objects.filter(pk="ours").exists()


def test_what_is_refused_is_said_beside_its_field(staff: Client) -> None:
    refused = staff.post("/views/new", {"page": "opportunities", "address": "kind=call", "name": " "})
    assert refused.status_code == 400
    assert 'value="kind=call"' in refused.content.decode()
    assert staff.get("/views/new?page=home").status_code == 404
    assert staff.get("/views/nothing").status_code == 404
    member = signed_in(Role.MEMBER_COLLEAGUE, "flow")
    assert member.post("/views/new", {"page": "tasks", "address": "", "name": "Theirs"}).status_code == 403
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "members",
        "people",
        "activities",
        "sources",
        "opportunities",
        "interactions",
        "tasks",
        "applications",
        "memberships",
    ],
)
def test_every_list_of_records_has_views(staff: Client, page: str) -> None:
    staff.post("/views/new", {"page": page, "address": "words=zzz", "name": f"My {page}"})
    text = text_of(staff.get(f"/{page}"))
    assert f"/{page}?words=zzz" in text
    assert f"&view=my-{page}" in text
    assert "Save this view" in text
