"""Two records of one organisation made one, and apart again."""

from typing import Any

import pytest

from bridgehead.consortium.models import TeamSeat
from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Identifier,
    Indicator,
    Membership,
    Outcome,
    Participation,
    Tie,
    User,
)
from bridgehead.evidence.models import Evidence
from bridgehead.followup.models import StaffHours
from bridgehead.influence.models import Finding
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.models import Batch, KeyedRecord
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.models import SurveyAnswer
from bridgehead.trips.models import Meeting, Wish
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def state() -> dict[str, list[list[str]]]:
    return {table.name: table.export() for table in tables()}


def put(model: type, *rows: dict[str, Any]) -> None:
    with batch("test") as writer:
        writer.put(model, [{"id": model.key_of(row), **row} if issubclass(model, KeyedRecord) else row for row in rows])


@pytest.fixture
def world() -> None:
    put(Actor, {"id": "vb", "name": "VisBlue", "kind": "firm", "country": "DK", "city": "", "aliases": []})
    dropped = {"country": "SE", "city": "Aarhus", "aliases": ["VB"], "website": "visblue.example"}
    put(Actor, {"id": "vis", "name": "Vis Blue ApS", "kind": "firm", **dropped})
    put(Actor, {"id": "clean", "name": "CLEAN", "kind": "cluster"})
    put(Opportunity, {"id": "call", "title": "Call", "kind": "call", "buyer": "vis"})
    put(Activity, {"id": "trip", "name": "Trip", "kind": "event", "organiser_id": "vis", "funder": "vis"})
    part = {"activity_id": "trip", "role": "guest"}
    put(Participation, {**part, "actor_id": "vb", "contribution": 10.0, "outcome": ""})
    put(Participation, {**part, "actor_id": "vis", "contribution": 5.0, "outcome": "a lead"})
    put(Tie, {"id": "t", "a_id": "clean", "b_id": "vis", "kind": "contact"})
    put(Membership, {"member_id": "vis", "cluster_id": "clean", "since": "2015", "until": ""})
    put(Identifier, {"actor_id": "vis", "scheme": "cvr", "value": "36428554"})
    put(Evidence, {"id": "e", "actor_id": "vis", "summary": "s"})
    put(Meeting, {"id": "m", "activity_id": "trip", "participants": ["vis", "clean", "vb"]})
    put(Finding, {"id": "f", "kind": "claim", "asked": ["vis"]})
    put(Mark, {"opportunity_id": "call", "actor_id": "vis", "mark": "good", "date": "", "by": ""})
    put(Indicator, {"subject": "vis", "subject_kind": "actor", "indicator": "staff", "period": "2020", "value": 7.0})
    User.objects.create_user("bo", password="x", role="member_owner", actor_id="vis")


def test_nothing_is_lost(world: None) -> None:
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    kept = Actor.objects.get(pk="vb")
    assert (kept.city, kept.country, kept.website, kept.aliases) == (
        "Aarhus", "DK", "visblue.example", ["Vis Blue ApS", "VB"],
    )  # fmt: skip
    assert kept.description == "Vis Blue ApS also had: country SE."
    part = Participation.objects.get()
    assert (part.id, part.contribution, part.outcome) == ("trip/vb/guest", 15.0, "a lead")
    assert Activity.objects.values_list("organiser_id", "funder").get() == ("vb", "vb")
    assert Opportunity.objects.get().buyer == "vb"
    assert Meeting.objects.get().participants == ["vb", "clean"]
    assert Finding.objects.get().asked == ["vb"]
    assert Membership.objects.get().id == "vb/clean/2015"
    assert Identifier.objects.get().id == "vb/cvr/36428554"
    assert Indicator.objects.get().subject == "vb"
    assert User.objects.get().actor_id == "vb"
    assert Mark.objects.get().actor_id == Evidence.objects.get().actor_id == Tie.objects.get().b_id == "vb"
    assert not any(list(reference.rows(["vis"])) for reference in references_to(Actor))


def test_it_is_undone_exactly(world: None) -> None:
    before = state()
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE).result == ()
    assert state() == before
    assert User.objects.get().actor_id == "vis"


def test_it_is_undone_after_later_edits_of_other_fields(world: None) -> None:
    before = state()
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    merged = Batch.objects.latest("pk").pk
    put(Actor, {"id": "vb", "sector": "Storage"})
    assert undo_batch(merged, viewer=COMMAND_LINE).result == ()
    put(Actor, {"id": "vb", "sector": ""})
    assert state() == before


def test_all_of_the_example_can_be_merged_and_undone() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    before = state()
    merge_actors("visblue", "remoni", viewer=COMMAND_LINE)
    after = state()
    assert len(after["actors"]) == len(before["actors"]) - 1
    for name in ("ties", "evidence", "entries", "people"):
        assert len(after[name]) == len(before[name])
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert state() == before


def test_every_reference_of_the_case_folder_is_known() -> None:
    known = {(reference.model, reference.attribute) for reference in references_to(Actor)}
    for table in tables():
        for column in table.columns:
            if column.refers == "actor":
                assert (table.model, column.attribute) in known


def test_what_is_refused(world: None) -> None:
    with pytest.raises(InputError, match="choose two different organisations"):
        merge_actors("vb", "vb", viewer=COMMAND_LINE)
    with pytest.raises(NotFound):
        merge_actors("vb", "nobody", viewer=COMMAND_LINE)


def test_a_name_with_what_separates_items_becomes_an_alias(world: None) -> None:
    put(Actor, {"id": "foo", "name": "Foo; Bar", "kind": "firm"})
    Actor.objects.filter(pk="vb").update(capabilities=["a; b"])
    merge_actors("vb", "foo", viewer=COMMAND_LINE)
    kept = Actor.objects.get(pk="vb")
    assert (kept.aliases, kept.capabilities) == (["Foo, Bar"], ["a, b"])
    assert all(Actor._meta.get_field(name).accepts(getattr(kept, name)) for name in ("aliases", "capabilities"))


def test_what_a_line_cannot_hold_is_said_in_the_description(world: None) -> None:
    long = "y" * 600
    put(Participation, {"activity_id": "trip", "role": "guest", "actor_id": "vb", "outcome": long})
    put(Participation, {"activity_id": "trip", "role": "guest", "actor_id": "vis", "outcome": "x" * 600})
    put(TeamSeat, {"team": "t", "opportunity_id": "call", "name": "Team", "actor_id": "vb", "pinned": "yes"})
    put(TeamSeat, {"team": "t", "opportunity_id": "call", "name": "Team", "actor_id": "vis", "pinned": "no"})
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert Participation.objects.get().outcome == long
    said = Actor.objects.get(pk="vb").description
    assert f"participations trip/vb/guest: outcome {'x' * 600}" in said
    assert "teams t/vb: pinned no" in said


def test_descriptions_that_do_not_fit_into_one_are_refused(world: None) -> None:
    put(Actor, {"id": "vb", "description": "x" * 30_000}, {"id": "vis", "description": "y" * 30_000})
    before = state()
    with pytest.raises(InputError, match=r"description: .* Shorten one of them, then merge"):
        merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert state() == before


def test_values_that_an_older_version_let_in_do_not_block_a_merge(world: None) -> None:
    Actor.objects.filter(pk="vis").update(founded="31.5.2019", size="huge")
    Membership.objects.filter(member="vis").update(until="soon")
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert Membership.objects.values_list("id", "until").get() == ("vb/clean/2015", "")
    kept = Actor.objects.get(pk="vb")
    assert (kept.size, kept.founded) == ("", "")
    assert "size huge" in kept.description


def test_of_two_wishes_the_larger_is_kept_and_none_is_of_oneself(world: None) -> None:
    put(Wish, {"activity_id": "trip", "wisher_id": "vb", "wished_id": "clean", "weight": 1.0})
    put(Wish, {"activity_id": "trip", "wisher_id": "vis", "wished_id": "clean", "weight": 3.0})
    put(Wish, {"activity_id": "trip", "wisher_id": "clean", "wished_id": "vb", "weight": None})
    put(Wish, {"activity_id": "trip", "wisher_id": "clean", "wished_id": "vis", "weight": 0.5})
    put(Wish, {"activity_id": "trip", "wisher_id": "vis", "wished_id": "vb", "weight": 2.0})
    before = state()
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    found = list(Wish.objects.order_by("pk").values_list("wisher_id", "wished_id", "weight"))
    assert found == [("clean", "vb", None), ("vb", "clean", 3.0)], "without a weight it counts 1"
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert state() == before


def test_the_two_have_no_meeting_and_no_tie_with_each_other_afterwards(world: None) -> None:
    put(Tie, {"id": "own", "a_id": "vis", "b_id": "vb", "kind": "contact"})
    met = {"id": "both", "activity_id": "trip", "participants": ["vb", "vis"], "useful": "yes", "next_step": "Call."}
    put(Meeting, {**met, "tie_id": "own"})
    put(Meeting, {"id": "three", "activity_id": "trip", "participants": ["vb", "vis", "clean"], "tie_id": "own"})
    put(Meeting, {"id": "alone", "activity_id": "trip", "participants": ["vis"]})
    put(Outcome, {"id": "o", "activity_id": "trip", "actor_id": "vb", "kind": "contract", "counterpart": "vis"})
    before = state()
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    meetings = dict(Meeting.objects.values_list("pk", "participants"))
    assert meetings == {"m": ["vb", "clean"], "three": ["vb", "clean"], "alone": ["vb"]}
    assert (Meeting.objects.get(pk="three").tie_id, list(Tie.objects.values_list("pk", flat=True))) == (None, ["t"])
    assert Outcome.objects.get().counterpart == ""
    said = Actor.objects.get(pk="vb").description
    assert "meetings both: useful yes" in said
    assert "meetings both: next step Call." in said
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert state() == before


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (("2019", ""), ("2019", "merged"), ("2019", "merged")),
        (("2019", "merged"), ("2019", ""), ("2019", "merged")),
        (("2018", "moved"), ("2019", "cost"), ("2019", "cost")),
        (("2019", ""), ("2018", "cost"), ("2019", "")),
        (("", ""), ("2019", "cost"), ("", "")),
    ],
)
def test_of_two_memberships_of_one_day_the_reason_of_the_end_that_counts_stays(
    world: None, mine: tuple[str, str], theirs: tuple[str, str], left: tuple[str, str]
) -> None:
    Membership.objects.all().delete()
    for who, (until, why) in (("vb", mine), ("vis", theirs)):
        row = {"member_id": who, "cluster_id": "clean", "since": "2015-03-01", "until": until, "left_reason": why}
        put(Membership, row)
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert Membership.objects.values_list("until", "left_reason").get() == left


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (("2015", ""), ("2015", "2019"), [("2015", "")]),
        (("2015", "2018"), ("2017", ""), [("2015", "")]),
        (("2018", ""), ("2015", ""), [("2015", "")]),
        (("2015", "2016"), ("2018", ""), [("2015", "2016"), ("2018", "")]),
        (("", ""), ("2018", "2019"), [("2018", "")]),
        (("2015", "2017"), ("2016", "2019-05"), [("2015", "2019-05")]),
    ],
)
def test_memberships_of_one_cluster_at_the_same_time_are_one(
    world: None, mine: tuple[str, str], theirs: tuple[str, str], left: list[tuple[str, str]]
) -> None:
    Membership.objects.all().delete()
    for who, (since, until), paid in (("vb", mine, "2024-12-31"), ("vis", theirs, "2025-12-31")):
        put(Membership, {"member_id": who, "cluster_id": "clean", "since": since, "until": until, "paid_until": paid})
    before = state()
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    found = Membership.objects.order_by("since").values_list("since", "until", "paid_until", "id")
    assert [row[:2] for row in found] == left
    assert all(row[3] == f"vb/clean/{row[0]}" for row in found)
    assert found.latest("since")[2] == "2025-12-31"
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert state() == before


@pytest.mark.parametrize("lead", ["vb", "vis"])
def test_a_team_with_both_keeps_its_lead_and_whom_it_needs(world: None, lead: str) -> None:
    for who in ("vb", "vis"):
        is_lead = who == lead
        seat = {"team": "t", "opportunity_id": "call", "name": "Team", "actor_id": who}
        put(TeamSeat, {**seat, "role": "lead" if is_lead else "partner", "pinned": "no" if is_lead else "yes"})
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert TeamSeat.objects.values_list("actor_id", "role", "pinned").get() == ("vb", "lead", "yes")


def test_answers_are_not_joined_and_hours_are_added(world: None) -> None:
    for who, value in (("vb", "4"), ("vis", "5")):
        put(SurveyAnswer, {"survey": "s", "actor_id": who, "item": "q1", "value": value, "date": "2024"})
        put(StaffHours, {"person": "ida", "date": "2024-05-02", "activity_id": None, "actor_id": who, "hours": 2.0})
    merge_actors("vb", "vis", viewer=COMMAND_LINE)
    assert SurveyAnswer.objects.values_list("actor_id", "value").get() == ("vb", "4")
    assert "value 5" in Actor.objects.get(pk="vb").description
    assert StaffHours.objects.values_list("actor_id", "hours").get() == ("vb", 4.0)
