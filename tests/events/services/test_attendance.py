"""From an attendance list to participations: each organisation once, unknown names asked once for all."""

from pathlib import Path

import pytest

from bridgehead.events.services.attendance import LEFT_OUT, NEW, make_participations, review_attendance
from bridgehead.events.services.check_in import ListOutcome, add_attendance_list, check_in, mark_absent
from bridgehead.events.services.register import register
from bridgehead.importers.queries.similar_names import similar_actors
from bridgehead.importers.readers.attendance_lists import Attendee, read_attendance
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Actor, Batch, LeftOutName, Participation, Registration
from bridgehead.workspace.services.undo import undo_batch
from tests.events.conftest import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def parts() -> dict[str, str]:
    return dict(Participation.objects.filter(activity="evening").order_by("actor").values_list("actor", "chosen_by"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name;Organisation;Email\nAne;Flow;a@x.example\n;;\n", [Attendee("Ane", "a@x.example", "Flow")]),
        ("First name,Last name,Company\nAne,Holm,Flow\n", [Attendee("Ane Holm", "", "Flow")]),
        (
            "Deltager\tVirksomhed\tTitel\tTelefon\nAne\tFlow\tCEO\t12345678\n",
            [Attendee("Ane", "", "Flow", "CEO", "12345678")],
        ),
        ("E-mail\nane@x.example\n", [Attendee("", "ane@x.example")]),
        ("Name;Organisation\n“Ane”;«東和電機»\n", [Attendee("Ane", "", "東和電機")]),
    ],
)
@pytest.mark.usefixtures("db")
def test_columns_are_recognised_by_their_headings(tmp_path: Path, text: str, expected: list[Attendee]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    assert read_attendance(path) == expected


@pytest.mark.usefixtures("db")
def test_a_list_of_nobody_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Organisation;City\nFlow;Aarhus\n", encoding="utf-8")
    with pytest.raises(InputError, match="Name or Email"):
        read_attendance(path)


@pytest.mark.usefixtures("evening")
def test_a_list_ticks_who_registered_adds_the_others_and_asks_unknown_names_once() -> None:
    register("evening", somebody("Ane", "Flow Batteries"))
    register("evening", somebody("Bo", "FLOW batteries"))
    people = [
        Attendee("Ane", "ANE@x.example", "Flow"),
        Attendee("bo"),
        Attendee("Cy", "cy@x.example", "Cool Machine"),
        Attendee("Di", "di@x.example", "cool machine"),
        Attendee("Ed", "ed@x.example", "Waterworks of Elsewhere"),
        Attendee("Fi", "fi@x.example", "Freelance"),
        Attendee("Gu", "gu@x.example"),
        Attendee("Ed", "ed@x.example", "Waterworks of Elsewhere"),
        Attendee("Hub person", "h@hub.example", "Harbour Hub"),
    ]
    done = add_attendance_list("evening", people, viewer=COMMAND_LINE)
    assert done.result == ListOutcome(known=2, added=6, before=0, same=1)
    again_read = add_attendance_list("evening", people, viewer=COMMAND_LINE)
    assert again_read.result == ListOutcome(known=0, added=0, before=8, same=1)
    review = review_attendance("evening")
    # the organiser takes no part in its own event
    assert [actor.pk for actor, _ in review.actors] == ["flow"]
    assert [(each.name, each.people) for each in review.asked] == [
        ("Cool Machine", 2),
        ("Freelance", 1),
        ("Waterworks of Elsewhere", 1),
    ]
    assert [actor.pk for actor in review.asked[0].suggestions] == ["cool"]
    assert review.left_out == 1
    choices = {each.key: choice for each, choice in zip(review.asked, ("cool", LEFT_OUT, NEW), strict=True)}
    assert make_participations("evening", choices, viewer=COMMAND_LINE).result == 3
    assert parts() == {"cool": "self", "flow": "self", "waterworks-of-elsewhere": "self"}
    assert "Cool Machine" in Actor.objects.get(pk="cool").aliases
    assert make_participations("evening", {}, viewer=COMMAND_LINE).result == 0
    again = [Attendee("Jo", "jo@x.example", "COOL MACHINE"), Attendee("Ki", "ki@x.example", "freelance")]
    add_attendance_list("trip", again, viewer=COMMAND_LINE)
    later = review_attendance("trip")
    assert ([actor.pk for actor, _ in later.actors], later.asked, later.left_out) == (["cool"], [], 1)
    made = Batch.objects.filter(action="attendance.participations").latest("pk")
    undo_batch(made.pk, viewer=COMMAND_LINE)
    assert parts() == {}
    assert not LeftOutName.objects.exists()
    assert not Actor.objects.filter(pk="waterworks-of-elsewhere").exists()


@pytest.mark.usefixtures("evening")
def test_people_of_one_name_are_told_apart_by_their_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    register("evening", somebody("Jens", "Flow Batteries"))
    people = [
        Attendee("Jens", organisation="Cool Machines"),
        Attendee("jens", organisation="flow batteries"),
        Attendee("Jens", organisation="Cool machines"),
        Attendee("Jens"),
        Attendee("Eva", organisation="Flow Batteries"),
        Attendee("Eva"),
    ]
    done = add_attendance_list("evening", people, viewer=COMMAND_LINE)
    assert done.result == ListOutcome(known=1, added=2, before=0, same=3)
    came = Registration.objects.filter(status="attended").values_list("name", "organisation")
    assert sorted(came) == [("Eva", "Flow Batteries"), ("Jens", "Cool Machines"), ("Jens", "Flow Batteries")]
    monkeypatch.setattr("bridgehead.events.services.check_in.MOST", 3)
    with pytest.raises(InputError, match="at most 3 people"):
        add_attendance_list("evening", [Attendee("Lone")], viewer=COMMAND_LINE)


@pytest.mark.usefixtures("evening")
def test_the_domain_of_an_address_suggests_an_organisation() -> None:
    with batch("websites") as writer:
        writer.put(Actor, [{"id": "cool", "website": "https://www.cool.example/en"}])
    people = [Attendee("Di", "di@cool.example", "Chillers Ltd"), Attendee("Ed", "ed@other.example", "Chillers Ltd")]
    add_attendance_list("evening", people, viewer=COMMAND_LINE)
    (asked,) = review_attendance("evening").asked
    assert (asked.people, [actor.pk for actor in asked.suggestions]) == (2, ["cool"])


@pytest.mark.usefixtures("evening")
def test_what_is_not_chosen_is_asked_again_and_a_choice_must_be_there() -> None:
    add_attendance_list("evening", [Attendee("Ed", "ed@x.example", "Elsewhere")], viewer=COMMAND_LINE)
    assert make_participations("evening", {"elsewhere": ""}, viewer=COMMAND_LINE).result == 0
    assert [each.name for each in review_attendance("evening").asked] == ["Elsewhere"]
    with pytest.raises(InputError, match="does not exist any more"):
        make_participations("evening", {"elsewhere": "gone"}, viewer=COMMAND_LINE)
    with pytest.raises(NotAllowed):
        make_participations("evening", {"elsewhere": NEW}, viewer=Viewer(1, Role.ANALYST))


@pytest.mark.usefixtures("evening")
def test_who_was_not_ticked_was_absent_and_a_tick_is_taken_back() -> None:
    for name in ("Ane", "Bo"):
        register("evening", somebody(name))
    ane = Registration.objects.get(name="Ane").pk
    check_in(ane, here=True, viewer=COMMAND_LINE)
    check_in(ane, here=False, viewer=COMMAND_LINE)
    assert Registration.objects.get(pk=ane).status == "registered"
    check_in(ane, here=True, viewer=COMMAND_LINE)
    assert mark_absent("evening", viewer=COMMAND_LINE).result == 1
    assert Registration.objects.get(name="Bo").status == "absent"


@pytest.mark.usefixtures("evening")
def test_organisations_of_any_script_are_told_apart_and_known_again() -> None:
    people = [
        Attendee("李伟", "", "東和電機"),
        Attendee("王芳", "", "白山計測"),
        Attendee("李韦", "", "东和电机 有限公司"),
    ]
    add_attendance_list("evening", people, viewer=COMMAND_LINE)
    names = {asked.name: asked.key for asked in review_attendance("evening").asked}
    assert set(names) >= {"東和電機", "白山計測", "东和电机 有限公司"}
    make_participations("evening", dict.fromkeys(names.values(), NEW), viewer=COMMAND_LINE)
    actors = dict(Registration.objects.filter(organisation__in=names).values_list("organisation", "actor__name"))
    assert all(actors[name] == name for name in names)
    assert [actor.name for actor in similar_actors("株式会社東和電機")] == ["東和電機"]
    assert similar_actors("东和电机")[0].name == "东和电机 有限公司"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("зелена енергия", "ЗЕЛЕНА ЕНЕРГИЯ ООД"), ("ηλιακη ενεργεια", "Ηλιακή Ενέργεια Α.Ε."),
        ("Aarhus Vand", "Århus Vand"),
        ("Århus Vand", "Aarhus Vand A/S"), ("Mueller Pumpen", "Müller Pumpen GmbH"), ("lodz cieplo", "Łódź Ciepło"),
    ],
)  # fmt: skip
def test_a_name_in_any_script_and_spelling_is_offered(typed: str, name: str) -> None:
    Actor.objects.create(id="one", name=name, kind="firm")
    assert [actor.pk for actor in similar_actors(typed)] == ["one"]
