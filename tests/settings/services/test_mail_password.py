"""The password of the mail server: nobody is shown it, and the store alone does not tell it."""

import json
from typing import Any

import pytest

from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Batch, Change
from bridgehead.settings.models import Secret
from bridgehead.settings.queries import mail_password_is_set
from bridgehead.settings.schemas import SettingsOut
from bridgehead.settings.services.mail_password import mail_password, save_mail_password

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PASSWORD = "a harbour at dawn ø"


def test_it_is_kept_encrypted_and_outside_the_log() -> None:
    assert mail_password() == ""
    save_mail_password(PASSWORD, viewer=COMMAND_LINE)
    assert mail_password() == PASSWORD
    assert PASSWORD not in Secret.objects.get().value
    assert (Batch.objects.count(), Change.objects.count()) == (0, 0)
    shown = SettingsOut.now()
    assert shown.mail_password_is_set
    assert PASSWORD not in json.dumps(shown.model_dump())


def test_another_key_does_not_read_it(settings: Any) -> None:
    save_mail_password(PASSWORD, viewer=COMMAND_LINE)
    settings.SECRET_KEY = "another"
    assert mail_password() is None
    assert mail_password_is_set()


def test_the_servers_own_counts_first(settings: Any) -> None:
    save_mail_password(PASSWORD, viewer=COMMAND_LINE)
    settings.EMAIL_HOST_PASSWORD = "from outside"
    assert mail_password() == "from outside"


def test_a_blank_one_is_forgotten() -> None:
    save_mail_password(PASSWORD, viewer=COMMAND_LINE)
    save_mail_password("", viewer=COMMAND_LINE)
    assert mail_password() == ""
    assert not mail_password_is_set()


def test_a_member_sets_none() -> None:
    with pytest.raises(NotAllowed):
        save_mail_password(PASSWORD, viewer=Viewer(1, Role.MEMBER_OWNER, "flow"))
    assert not Secret.objects.exists()
