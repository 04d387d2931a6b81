"""Records entered by hand: every kind is added, edited, removed and brought back, and refused like a case folder."""

import pytest

from bridgehead.ecosystem.models import Actor, Indicator, Membership, Person, Tie, User
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotAllowed, NotFound, Stale
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.opportunities.models import Opportunity
from bridgehead.trips.models import Meeting
from bridgehead.workspace.case_files import tables_by_kind
from bridgehead.workspace.services.record_removal import Fate, referring_records, remove_record
from bridgehead.workspace.services.records import NewActor, add_record, edit_record, stored_record
from bridgehead.workspace.services.undo import undo_batch
from tests.workspace.entered import OTHER, VALUES, build_targets
from tests.world import small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world() -> None:
    small_world()
    build_targets()


def account(name: str, role: Role = Role.ADMIN, actor: str | None = None) -> Viewer:
    user = User.objects.create(username=name, role=role, actor_id=actor)
    return Viewer(user.pk, role, actor, name)


@pytest.mark.parametrize("kind", sorted(VALUES))
@pytest.mark.usefixtures("world")
def test_every_kind_is_added_edited_removed_and_each_is_undone(kind: str) -> None:
    table = tables_by_kind()[kind]
    added = add_record(kind, VALUES[kind], viewer=COMMAND_LINE)
    row = stored_record(table, added.result, viewer=COMMAND_LINE)
    assert {name: row[name] for name in VALUES[kind]} == VALUES[kind]

    edited = edit_record(kind, added.result, OTHER[kind], viewer=COMMAND_LINE)
    after = stored_record(table, edited.result, viewer=COMMAND_LINE)
    assert after == {**row, **OTHER[kind], "id": edited.result}

    removed = remove_record(kind, edited.result, viewer=COMMAND_LINE)
    with pytest.raises(NotFound, match="does not exist"):
        stored_record(table, edited.result, viewer=COMMAND_LINE)

    undo_batch(removed.batch or 0, viewer=COMMAND_LINE)
    assert stored_record(table, edited.result, viewer=COMMAND_LINE) == after
    undo_batch(edited.batch or 0, viewer=COMMAND_LINE)
    assert stored_record(table, added.result, viewer=COMMAND_LINE) == row
    undo_batch(added.batch or 0, viewer=COMMAND_LINE)
    assert not table.model._default_manager.filter(pk=added.result).exists()


@pytest.mark.usefixtures("world")
def test_an_end_before_the_start_on_one_day_is_refused() -> None:
    said = {"name": "Late", "kind": "event", "start": "2026-12-01", "start_time": "20:00", "end_time": "01:00"}
    for end in ("", "2026-12-01"):
        with pytest.raises(InputError, match="enter the day on which it ends") as caught:
            add_record("activity", {**said, "end": end}, viewer=COMMAND_LINE)
        assert caught.value.column == "end_time"
    add_record("activity", {**said, "end": "2026-12-02"}, viewer=COMMAND_LINE)


@pytest.mark.parametrize("kind", sorted(VALUES))
@pytest.mark.usefixtures("world")
def test_every_kind_refuses_what_is_missing_and_a_second_record_of_its_key(kind: str) -> None:
    table = tables_by_kind()[kind]
    for column in table.columns:
        if column.required and column.attribute != "id":
            with pytest.raises(InputError) as error:
                add_record(kind, {**VALUES[kind], column.attribute: ""}, viewer=COMMAND_LINE)
            assert error.value.column == column.name
    first = add_record(kind, VALUES[kind], viewer=COMMAND_LINE)
    with pytest.raises(InputError, match=r"already|another record has this id"):
        add_record(kind, {**VALUES[kind], "id": first.result}, viewer=COMMAND_LINE)


@pytest.mark.parametrize("kind", sorted(VALUES.keys() - {"saved_view"}))  # everybody keeps their own
@pytest.mark.usefixtures("world")
def test_no_kind_can_be_entered_by_somebody_without_a_role(kind: str) -> None:
    nobody = account("nobody", Role.MEMBER_OWNER)
    with pytest.raises(NotAllowed):
        add_record(kind, VALUES[kind], viewer=nobody)
    key = add_record(kind, VALUES[kind], viewer=COMMAND_LINE).result
    state = change_log.state()
    for verb in (
        lambda: edit_record(kind, key, OTHER[kind], viewer=nobody),
        lambda: remove_record(kind, key, viewer=nobody),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            verb()
    assert change_log.state() == state


@pytest.mark.usefixtures("world")
def test_a_member_keeps_its_own_contacts_and_no_others() -> None:
    own = account("flow", Role.MEMBER_OWNER, "flow")
    key = add_record("person", {"actor_id": "flow", "name": "Bo Lund"}, viewer=own).result
    with pytest.raises(NotAllowed):
        add_record("person", {"actor_id": "cool", "name": "Bo Lund"}, viewer=own)
    with pytest.raises(NotAllowed):
        edit_record("person", key, {"actor_id": "cool"}, viewer=own)
    assert Person.objects.get(pk=key).actor_id == "flow"


@pytest.mark.usefixtures("world")
def test_what_contradicts_itself_or_refers_to_nothing_is_refused_beside_its_column() -> None:
    for kind, values, column in (
        ("membership", {"member_id": "flow", "cluster_id": "hub", "since": "2024", "until": "2023"}, "until"),
        ("tie", {"a_id": "flow", "b_id": "flow", "kind": "contact"}, "b"),
        ("tie", {"a_id": "flow", "b_id": "nobody-here", "kind": "contact"}, "b"),
        ("evidence", {"actor_id": "flow", "code": "Oa.nothing"}, "code"),
        ("indicator", {"subject": "XX", "subject_kind": "country", "indicator": "gdp"}, "subject"),
        ("source", {"title": "Notes", "kind": "document", "file": "not-there.txt"}, "file"),
        ("actor", {"name": "North", "kind": "company"}, "kind"),
        ("entry", {"firm_id": "flow", "market": "SE", "after": ["nothing"]}, "after"),
    ):
        with pytest.raises(InputError) as error:
            add_record(kind, values, viewer=COMMAND_LINE)
        assert (error.value.column, error.value.file) == (column, None), kind


@pytest.mark.usefixtures("world")
def test_an_organisation_is_made_with_the_record_that_names_it_and_goes_with_one_undo() -> None:
    done = add_record(
        "tie", {"a_id": "flow", "b_id": NewActor("Søby Værft", "firm"), "kind": "customer"}, viewer=COMMAND_LINE
    )
    made = Tie.objects.get(pk=done.result).b
    assert (made.name, made.kind, made.pk) == ("Søby Værft", "firm", "soby-vaerft")
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert not Actor.objects.filter(name="Søby Værft").exists()


@pytest.mark.usefixtures("world")
def test_a_stale_form_is_refused_and_says_what_differs() -> None:
    seen = change_log.position_of(Actor, "flow")
    edit_record("actor", "flow", {"city": "Odense"}, viewer=COMMAND_LINE)
    with pytest.raises(Stale) as error:
        edit_record("actor", "flow", {"city": "Vejle"}, seen=seen, viewer=COMMAND_LINE)
    assert [(d.name, d.theirs, d.yours) for d in error.value.differences] == [("city", "Odense", "Vejle")]
    edit_record("actor", "flow", {"sector": "Batteries"}, seen=seen, viewer=COMMAND_LINE)
    assert Actor.objects.get(pk="flow").city == "Odense"


@pytest.mark.usefixtures("world")
def test_what_refers_to_a_record_is_moved_to_another_one() -> None:
    with pytest.raises(InputError, match="refer to this one"):
        remove_record("actor", "flow", viewer=COMMAND_LINE)
    before = {records.kind for records in referring_records("actor", "flow", viewer=COMMAND_LINE)}
    assert {"membership", "person", "identifier", "evidence"} <= before
    remove_record("membership", "cool/hub/2020", viewer=COMMAND_LINE)
    done = remove_record("actor", "flow", move_to="cool", viewer=COMMAND_LINE)
    assert Person.objects.get(pk="p1").actor_id == "cool"
    assert Membership.objects.filter(pk="cool/hub/2020").exists()
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert Person.objects.get(pk="p1").actor_id == "flow"


@pytest.mark.usefixtures("world")
def test_a_move_that_would_lose_a_value_is_refused() -> None:
    for who, outcome in (("flow", 1.5), ("cool", 2.5)):
        add_record(
            "indicator",
            {"subject": who, "subject_kind": "actor", "indicator": "export", "period": "2020", "value": outcome},
            viewer=COMMAND_LINE,
        )
    state = change_log.state()
    with pytest.raises(InputError, match="different values"):
        remove_record("actor", "flow", move_to="cool", viewer=COMMAND_LINE)
    assert change_log.state() == state


@pytest.mark.usefixtures("world")
def test_what_needs_a_record_goes_with_it_and_the_rest_keeps_all_but_the_reference() -> None:
    source = add_record("source", {"title": "A talk", "kind": "interview"}, viewer=COMMAND_LINE).result
    coding = add_record(
        "coding", {"source_id": source, "code": "Oa.capital", "start": 0, "end": 4}, viewer=COMMAND_LINE
    )
    piece = add_record("evidence", {"actor_id": "flow", "code": "Oa.capital", "source_id": source}, viewer=COMMAND_LINE)
    done = remove_record("source", source, with_referring=True, viewer=COMMAND_LINE)
    assert not Coding.objects.filter(pk=coding.result).exists()
    assert Evidence.objects.get(pk=piece.result).source_id is None
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert Evidence.objects.get(pk=piece.result).source_id == source
    assert Coding.objects.filter(pk=coding.result).exists()


def fates(kind: str, key: str) -> set[tuple[str, int, Fate]]:
    return {(r.kind, r.count, r.fate) for r in referring_records(kind, key, viewer=COMMAND_LINE)}


def stored_tables() -> dict[str, list[dict[str, object]]]:
    tables = tables_by_kind()
    return {kind: list(table.model._default_manager.order_by("pk").values()) for kind, table in tables.items()}


@pytest.fixture
def about_flow() -> None:
    """Records that can be without Flow Batteries, some of which are about nobody then."""
    small_world()
    build_targets()
    Evidence.objects.exclude(pk="e1").delete()
    for kind, values in (
        ("meeting", {"id": "pair", "activity_id": "trip", "participants": ["flow", "port"]}),
        ("meeting", {"id": "three", "activity_id": "trip", "participants": ["flow", "port", "cool"]}),
        ("opportunity", {"id": "bought", "title": "Bought by Flow", "kind": "tender", "buyer": "flow"}),
        ("activity", {"id": "theirs", "name": "Their day", "kind": "event", "organiser_id": "flow"}),
        ("evidence", {"id": "on-day", "activity_id": "theirs", "summary": "Well attended."}),
        ("note", {"id": "call", "application_id": "harbour", "text": "The port called.", "date": "2026-01-10"}),
        ("indicator", {"subject": "flow", "subject_kind": "actor", "indicator": "export", "value": 1.0}),
    ):
        add_record(kind, values, viewer=COMMAND_LINE)
    User.objects.create(username="ane", role=Role.MEMBER_OWNER, actor_id="flow")


@pytest.mark.usefixtures("about_flow")
def test_a_removal_lists_whatever_refers_to_the_record_and_what_becomes_of_it() -> None:
    found = fates("actor", "flow")
    assert {
        ("evidence", 1, Fate.SUBJECT),
        ("meeting", 1, Fate.SUBJECT),
        ("meeting", 1, Fate.CLEARED),
        ("opportunity", 1, Fate.NAMED),
        ("activity", 1, Fate.CLEARED),
        ("indicator", 1, Fate.REMOVED),
        ("user", 1, Fate.CLEARED),
    } <= found
    assert fates("activity", "theirs") == {("evidence", 1, Fate.SUBJECT)}
    assert fates("application", "harbour") == {("note", 1, Fate.SUBJECT)}
    with pytest.raises(InputError, match=r"Account \(1\).*Evidence \(1\), .*Meeting \(2\)"):
        remove_record("actor", "flow", viewer=COMMAND_LINE)


@pytest.mark.usefixtures("about_flow")
def test_nothing_is_left_about_nobody_and_one_undo_restores_all() -> None:
    before = stored_tables()
    done = remove_record("actor", "flow", with_referring=True, viewer=COMMAND_LINE)
    assert not Evidence.objects.filter(pk="e1").exists()
    assert Evidence.objects.filter(pk="on-day").exists()
    assert list(Meeting.objects.filter(pk__in=("pair", "three")).values_list("pk", "participants")) == [
        ("three", ["port", "cool"])
    ]
    assert Opportunity.objects.get(pk="bought").buyer == "Flow Batteries"
    assert not Indicator.objects.filter(subject="flow").exists()
    assert User.objects.get(username="ane").actor_id is None
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert stored_tables() == before
    assert User.objects.get(username="ane").actor_id == "flow"


@pytest.mark.usefixtures("about_flow")
def test_what_would_be_about_nobody_is_kept_if_that_is_said() -> None:
    before = stored_tables()
    done = remove_record("actor", "flow", keep_without=True, viewer=COMMAND_LINE)
    assert Evidence.objects.get(pk="e1").actor_id is None
    assert Meeting.objects.get(pk="pair").participants == ["port"]
    assert not Membership.objects.filter(member_id="flow").exists()
    undo_batch(done.batch or 0, viewer=COMMAND_LINE)
    assert stored_tables() == before


@pytest.mark.usefixtures("about_flow")
def test_what_is_about_an_activity_alone_goes_with_it() -> None:
    remove_record("activity", "theirs", with_referring=True, viewer=COMMAND_LINE)
    assert not Evidence.objects.filter(pk="on-day").exists()


@pytest.mark.usefixtures("world")
def test_what_another_coder_did_blind_is_not_found() -> None:
    source = add_record("source", {"title": "A talk", "kind": "interview"}, viewer=COMMAND_LINE).result
    values = {"source_id": source, "code": "Oa.capital", "coder": "ane", "session": "round 1"}
    key = add_record("coding", values, viewer=COMMAND_LINE).result
    with pytest.raises(NotFound):
        edit_record("coding", key, {"memo": "seen"}, viewer=account("bo"))
    assert edit_record("coding", key, {"memo": "mine"}, viewer=account("ane")).batch


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(NotFound, match=r"Use activity, actor, .* or wish"):
        add_record("company", {}, viewer=COMMAND_LINE)
