"""The page of introductions."""

import pytest

from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_who_can_introduce_us() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    staff = signed_in(Role.ADMIN)
    text = staff.get("/introductions?start=visblue&end=additive-industries").content.decode()
    assert "Who can introduce us to Additive Industries?" in text
    assert "Shortest" in text
    assert "Organisation “zzzz” does not exist" in staff.get("/introductions?start=visblue&end=zzzz").content.decode()


def test_us_is_the_viewers_own_organisation_else_the_cluster() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    assert 'value="CLEAN"' in signed_in(Role.ADMIN).get("/introductions?end=additive-industries").content.decode()
    member = signed_in(Role.MEMBER_OWNER, "visblue")
    assert "/members/visblue" in member.get("/introductions?end=vestas").content.decode()


def test_each_way_is_a_file() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    staff = signed_in(Role.ADMIN)
    found = staff.get("/introductions?start=visblue&end=additive-industries&format=csv").content.decode("utf-8-sig")
    assert found.splitlines()[0] == "From,To,Through,Ask"
    assert found.splitlines()[1].startswith("VisBlue,")
