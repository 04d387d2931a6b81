"""Settings: typed, checked, in the change log with undo; the server's word counts first."""

from typing import Any

import pytest

from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed, NotFound, Stale
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Actor, Batch, Change
from bridgehead.settings import queries
from bridgehead.settings.models import Settings
from bridgehead.settings.queries import SettingOrigin, workspace_settings
from bridgehead.settings.services.change_settings import save_setting, save_settings, setting_names
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


def test_a_workspace_without_the_row_has_the_defaults() -> None:
    found = workspace_settings()
    assert (found.language, found.time_zone, found.additionality_target) == ("en", "Europe/Copenhagen", 0.6)
    assert queries.members_see() == frozenset()
    assert found.retention == "propose"
    assert set(queries.origins().values()) == {SettingOrigin.DEFAULT}


def test_what_is_saved_holds_and_can_be_undone() -> None:
    done = save_settings({"additionality_target": 0.5, "members_see_partners": "yes"}, viewer=COMMAND_LINE)
    assert done.batch is not None
    assert queries.additionality_target() == 0.5
    assert queries.members_see() == {"partners"}
    assert queries.origins()["additionality_target"] is SettingOrigin.SAVED
    said = change_log.get_batch(done.batch).what
    assert said == "Settings changed: Target of additionality and Members see partners of others"
    undo_batch(done.batch, viewer=COMMAND_LINE)
    assert queries.additionality_target() == 0.6
    assert queries.members_see() == frozenset()


def test_what_holds_already_writes_nothing() -> None:
    before = Batch.objects.count()
    assert save_settings({"language": "en", "accent": ""}, viewer=COMMAND_LINE).batch is None
    assert Batch.objects.count() == before


def test_blank_gives_the_default_back() -> None:
    save_setting("keep_mails", "12", viewer=COMMAND_LINE)
    save_setting("time_zone", "America/New_York", viewer=COMMAND_LINE)
    assert (workspace_settings().keep_mails, queries.time_zone()) == (12, "America/New_York")
    save_setting("keep_mails", "", viewer=COMMAND_LINE)
    save_setting("time_zone", "", viewer=COMMAND_LINE)
    assert (workspace_settings().keep_mails, queries.time_zone()) == (None, "Europe/Copenhagen")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("accent", "red"),
        ("accent", "#fff"),
        ("language", "da"),  # its catalogue is not there yet
        ("time_zone", "Europe/Aarhus"),
        ("cluster", "flow"),  # a firm
        ("cluster", "nobody"),
        ("mail_host", "smtp://example.org"),
        ("mail_port", "0"),
        ("mail_port", "65536"),
        ("mail_security", "ssl"),
        ("mail_from", "nobody"),
        ("mail_from", "Cluster <post@example.org>\nBcc: all@example.org"),
        ("members_see_money", "perhaps"),
        ("additionality_target", "0"),
        ("additionality_target", "1.01"),
        ("additionality_target", "nan"),
        ("retention", "burn"),
        ("keep_contacts", "0"),
        ("keep_contacts", "601"),
        ("keep_contacts", "1.5"),
    ],
)
def test_what_a_setting_does_not_take_is_refused_beside_it(name: str, text: str) -> None:
    with pytest.raises(InputError) as raised:
        save_setting(name, text, viewer=COMMAND_LINE)
    assert raised.value.column == name
    assert str(raised.value)
    assert not Settings.objects.exists()


@pytest.mark.parametrize("name", ["", "id", "logo", "mail_password", "colour"])
def test_what_is_no_setting_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        save_setting(name, "x", viewer=COMMAND_LINE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_changes_them(role: Role) -> None:
    with pytest.raises(NotAllowed):
        save_settings({"accent": "#0b57a4"}, viewer=Viewer(1, role, "flow"))


def test_the_server_decides_first(settings: Any) -> None:
    save_setting("time_zone", "America/New_York", viewer=COMMAND_LINE)
    settings.FROM_ENVIRONMENT = {
        "time_zone": ("BRIDGEHEAD_TIME_ZONE", "Asia/Seoul"),
        "cluster": ("BRIDGEHEAD_CLUSTER", "hub"),
    }
    assert queries.time_zone() == "Asia/Seoul"
    assert queries.origins()["time_zone"] is SettingOrigin.SERVER
    assert cluster_in_question() == "hub"
    with pytest.raises(InputError, match="BRIDGEHEAD_TIME_ZONE") as raised:
        save_setting("time_zone", "Europe/Oslo", viewer=COMMAND_LINE)
    assert raised.value.column == "time_zone"
    # A form that sends it along unchanged is no attempt to change it.
    save_settings({"time_zone": "Asia/Seoul", "accent": "#0b57a4"}, viewer=COMMAND_LINE)
    assert workspace_settings().accent == "#0b57a4"
    assert Settings.objects.get().time_zone == "America/New_York"


def test_somebody_elses_change_is_not_overwritten_unseen() -> None:
    save_setting("keep_mails", "24", viewer=COMMAND_LINE)
    seen = change_log.position_of(Settings, queries.ID)
    save_setting("accent", "#0b57a4", viewer=COMMAND_LINE)
    with pytest.raises(Stale):
        save_settings({"accent": "#aa0000"}, viewer=COMMAND_LINE, seen=seen)
    save_settings({"keep_mails": 12}, viewer=COMMAND_LINE, seen=seen)  # another setting


def test_the_cluster_of_the_settings_is_the_cluster_in_question() -> None:
    with batch("a smaller cluster") as writer:
        writer.put(Actor, [{"id": "small", "name": "Small Cluster", "kind": "cluster"}])
    assert cluster_in_question() == "hub"
    save_setting("cluster", "small", viewer=COMMAND_LINE)
    assert cluster_in_question() == "small"
    merge_actors("hub", "small", viewer=COMMAND_LINE)
    assert cluster_in_question() == "hub"
    assert workspace_settings().cluster_id == "hub"


def test_a_cluster_that_the_settings_name_cannot_be_removed() -> None:
    with batch("a smaller cluster") as writer:
        writer.put(Actor, [{"id": "small", "name": "Small Cluster", "kind": "cluster"}])
    save_setting("cluster", "small", viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="settings"), batch("remove it") as writer:
        writer.remove(Actor, ["small"])


def test_settings_are_read_once_in_a_request(django_assert_num_queries: Any) -> None:
    with queries.read_once():
        with django_assert_num_queries(1):
            assert {workspace_settings().language for _ in range(3)} == {"en"}
        save_setting("accent", "#0b57a4", viewer=COMMAND_LINE)
        assert workspace_settings().accent == "#0b57a4"


def test_what_somebody_wrote_past_the_product_is_the_default() -> None:
    save_setting("accent", "#0b57a4", viewer=COMMAND_LINE)
    Settings.objects.update(accent="red", time_zone="Nowhere", language="xx", mail_host="a b", retention="burn")
    found = workspace_settings()
    assert (found.accent, found.time_zone, found.language) == ("", "Europe/Copenhagen", "en")
    assert (found.mail_host, found.retention) == ("", "propose")


def test_every_setting_can_be_set_by_name() -> None:
    names = setting_names()
    assert {"cluster", "accent", "members_see_money", "keep_sessions"} <= set(names)
    for name in names:
        save_setting(name, "", viewer=COMMAND_LINE)
    assert not Change.objects.filter(table="settings").exists()
