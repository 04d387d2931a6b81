"""Accounts: only whoever may change accounts creates one, with a password worth its name."""

import pytest

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import add_user
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_account_is_created_once() -> None:
    assert add_user("ane", password="a harbour at dawn", viewer=COMMAND_LINE).role == Role.STAFF
    with pytest.raises(InputError):
        add_user("ane", password="a harbour at dawn", viewer=COMMAND_LINE)


def test_a_member_creates_none() -> None:
    with pytest.raises(NotAllowed):
        add_user("bo", password="a harbour at dawn", viewer=Viewer(1, Role.MEMBER, "flow"))
    assert not User.objects.filter(username="bo").exists()
