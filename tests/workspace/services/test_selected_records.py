"""Several records at once, for somebody who keeps to those that they entered: others stay, unnamed."""

import pytest

from bridgehead.ecosystem.models import Actor, Source
from bridgehead.evidence.models import Evidence
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import User
from bridgehead.workspace.services.selected_records import edit_records, export_records, remove_records, selected_names
from tests.world import small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
SECRET = "We would leave the cluster"


def source(id_: str) -> dict[str, str]:
    return {"id": id_, "title": f"Interview {id_}", "kind": "interview"}


def piece(id_: str, source_id: str, summary: str) -> dict[str, str]:
    return {"id": id_, "actor_id": "flow", "source_id": source_id, "code": "Oa.network", "summary": summary}


@pytest.fixture
def ida() -> Viewer:
    small_world()
    account = User.objects.create_user("ida", role=Role.INTERVIEWER, password="let me see")
    who = Viewer(account.pk, Role.INTERVIEWER, name="ida")
    for viewer, mine, summary in ((who, "mine", "They sell pumps"), (COMMAND_LINE, "theirs", SECRET)):
        with batch("interview", viewer=viewer) as writer:
            writer.put(Source, [source(mine)])
            writer.put(Evidence, [piece(f"{mine}-1", mine, summary)])
    return who


def test_one_edits_and_removes_what_one_entered_and_learns_nothing_of_the_rest(ida: Viewer) -> None:
    keys = ["mine-1", "theirs-1"]
    assert selected_names("evidence", keys, viewer=ida) == (("mine-1", "They sell pumps"),)
    done = edit_records("evidence", keys, {"locator": "p. 3"}, viewer=ida).result
    assert (done.done, [(each.key, each.name) for each in done.refused]) == (1, [("theirs-1", "theirs-1")])
    assert SECRET not in done.refused[0].why
    assert dict(Evidence.objects.filter(pk__in=keys).values_list("pk", "locator")) == {"mine-1": "p. 3", "theirs-1": ""}
    gone = remove_records("evidence", keys, viewer=ida).result
    assert (gone.done, [each.name for each in gone.refused]) == (1, ["theirs-1"])
    assert list(Evidence.objects.filter(pk__in=keys).values_list("pk", flat=True)) == ["theirs-1"]


def test_nothing_of_ones_own_is_put_on_the_source_of_another(ida: Viewer) -> None:
    done = edit_records("evidence", ["mine-1"], {"source_id": "theirs"}, viewer=ida).result
    assert (done.done, len(done.refused)) == (0, 1)
    assert Evidence.objects.get(pk="mine-1").source_id == "mine"


def test_who_may_export_none_takes_none_along(ida: Viewer) -> None:
    with pytest.raises(NotAllowed):
        export_records("evidence", ["mine-1", "theirs-1"], viewer=ida)


def test_a_main_contact_gives_its_own_organisation_no_column_of_the_staff() -> None:
    small_world()
    owner = Viewer(None, Role.MEMBER_OWNER, "flow")
    done = edit_records("actor", ["flow"], {"kind": "knowledge"}, viewer=owner).result
    assert (done.done, len(done.refused)) == (0, 1)
    assert edit_records("actor", ["flow"], {"city": "Aarhus"}, viewer=owner).result.done == 1
    assert Actor.objects.values_list("kind", "city").get(pk="flow") == ("firm", "Aarhus")


def test_the_id_is_no_value_that_leads_to_another_record() -> None:
    small_world()
    edit_records("actor", ["flow"], {"id": "hub", "city": "Aarhus"}, viewer=COMMAND_LINE)
    assert list(Actor.objects.filter(city="Aarhus").values_list("pk", flat=True)) == ["flow"]
