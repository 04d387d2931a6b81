"""Projects of CORDIS: what becomes of a row, and what a second import does."""

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Activity, Actor, Identifier, Participation
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import COMMAND_LINE
from tests.importers.samples import CORDIS, H2020, ORGANISATIONS, PROJECTS, everything

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return CORDIS.write(tmp_path)


def test_a_project_becomes_an_activity(folder: Path) -> None:
    import_file("cordis", folder, viewer=COMMAND_LINE)
    activity = Activity.objects.get(pk="h2020-200001")
    assert (activity.name, activity.kind) == ("HARBOUR: Batteries in harbours", "project")
    assert (activity.start, activity.end, activity.external_id) == ("2018-01-01", "2020-12-31", "700001")
    assert (activity.funder, activity.programme) == ("EU", "H2020-EU.3.3.2")
    assert activity.themes == ["H2020-EU.3.3.2", "LCE-01-2017"]
    assert activity.description == "Store energy"
    assert activity.organiser_id == "pic-999000001"


def test_a_participant_becomes_an_actor_with_its_numbers(folder: Path) -> None:
    import_file("cordis", folder, viewer=COMMAND_LINE)
    actor = Actor.objects.get(pk="pic-999000001")
    assert (actor.name, actor.kind, actor.size) == ("HAVN ENERGI APS", "firm", "sme")
    assert (actor.country, actor.city, actor.website) == ("DK", "Aarhus", "https://havn.example")
    assert set(Identifier.objects.filter(actor=actor).values_list("scheme", "value")) == {
        ("pic", "999000001"),
        ("vat", "DK11111111"),
    }
    assert not Identifier.objects.filter(value="MISSING").exists()


def test_money_roles_countries_and_sizes(folder: Path) -> None:
    import_file("cordis", folder, viewer=COMMAND_LINE)
    rows = set(Participation.objects.values_list("activity_id", "actor_id", "role", "contribution"))
    assert rows == {
        ("h2020-200001", "pic-999000001", "coordinator", 771225.1),
        ("h2020-200001", "pic-999000002", "participant", 100.5),
        ("h2020-200002", "pic-999000002", "coordinator", None),
        ("h2020-200002", "pic-999000003", "third_party", 0.0),
    }
    assert dict(Actor.objects.values_list("id", "country")) == {
        "pic-999000001": "DK",
        "pic-999000002": "GB",
        "pic-999000003": "GR",
    }
    assert dict(Actor.objects.values_list("id", "size")) == {
        "pic-999000001": "sme",
        "pic-999000002": "",
        "pic-999000003": "large",
    }


def test_a_missing_name_is_the_pic_until_it_is_known_and_never_again(tmp_path: Path) -> None:
    named = ORGANISATIONS.replace("999000002,,", "999000002,AROS UNIVERSITET,")
    names = []
    for content in (ORGANISATIONS, named, ORGANISATIONS):
        import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": content}), viewer=COMMAND_LINE)
        names.append(Actor.objects.get(pk="pic-999000002").name)
    assert names == ["PIC 999000002", "AROS UNIVERSITET", "AROS UNIVERSITET"]


def test_blanks_wipe_nothing(tmp_path: Path) -> None:
    import_file("cordis", CORDIS.write(tmp_path), viewer=COMMAND_LINE)
    before = everything()
    bare = "projectID,organisationID,role,activityType,name,SME,country,ecContribution\n"
    bare += "700001,999000001,coordinator,PRC,,,,\n"
    projects = "id,rcn,title,frameworkProgramme,acronym,startDate,endDate,objective\n"
    projects += "700001,200001,Batteries in harbours,H2020,HARBOUR,,,\n"
    outcome = import_file(
        "cordis", CORDIS.write(tmp_path, **{"organization.csv": bare, "project.csv": projects}), viewer=COMMAND_LINE
    )
    after = everything()
    assert outcome.tallies["participation"].changed == 0
    assert after["Actor"] == before["Actor"]
    assert after["Participation"] == before["Participation"]


def test_two_coordinators_keep_their_role_and_the_first_organises(tmp_path: Path) -> None:
    two = ORGANISATIONS.replace("2,2,participant", "2,2,coordinator").replace("1,1,coordinator", "1,3,coordinator")
    import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": two}), viewer=COMMAND_LINE)
    assert Participation.objects.filter(activity="h2020-200001", role="coordinator").count() == 2
    assert Activity.objects.get(pk="h2020-200001").organiser_id == "pic-999000002"


def test_a_participation_that_began_anew_is_one_with_all_its_money(tmp_path: Path) -> None:
    again = ORGANISATIONS + "700001,999000002,,,HES,UK,,,,2,7,participant,50\n"
    import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": again}), viewer=COMMAND_LINE)
    assert Participation.objects.get(activity="h2020-200001", actor="pic-999000002").contribution == 150.5


def test_a_second_import_changes_nothing_and_leaves_no_trace(folder: Path) -> None:
    import_file("cordis", folder, viewer=COMMAND_LINE)
    before = everything()
    outcome = import_file("cordis", folder, viewer=COMMAND_LINE)
    assert outcome.batch is None
    assert {(t.added, t.changed) for t in outcome.tallies.values()} == {(0, 0)}
    assert everything() == before


def test_a_role_that_changed_replaces_the_old_one(tmp_path: Path) -> None:
    import_file("cordis", CORDIS.write(tmp_path), viewer=COMMAND_LINE)
    changed = ORGANISATIONS.replace("2,2,participant", "2,2,associatedPartner")
    import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": changed}), viewer=COMMAND_LINE)
    roles = Participation.objects.filter(activity="h2020-200001", actor="pic-999000002").values_list("role", flat=True)
    assert list(roles) == ["associated_partner"]


def test_an_actor_that_has_the_pic_gets_the_rows_and_keeps_what_it_says(folder: Path) -> None:
    with batch("by hand") as writer:
        writer.put(Actor, [{"id": "havn", "name": "Havn", "kind": "investor", "city": "", "country": "DK"}])
        row = {"actor_id": "havn", "scheme": "pic", "value": "999000001"}
        writer.put(Identifier, [{"id": Identifier.key_of(row), **row}])
    import_file("cordis", folder, viewer=COMMAND_LINE)
    actor = Actor.objects.get(pk="havn")
    assert (actor.name, actor.kind, actor.city) == ("Havn", "investor", "Aarhus")
    assert not Actor.objects.filter(pk="pic-999000001").exists()
    assert Activity.objects.get(pk="h2020-200001").organiser_id == "havn"
    assert Participation.objects.filter(actor="havn").count() == 1


def test_a_kind_that_somebody_set_stays(folder: Path) -> None:
    import_file("cordis", folder, viewer=COMMAND_LINE)
    with batch("by hand") as writer:
        writer.put(Actor, [{"id": "pic-999000003", "kind": "cluster"}])
    import_file("cordis", folder, viewer=COMMAND_LINE)
    assert Actor.objects.get(pk="pic-999000003").kind == "cluster"


def test_a_preview_counts_exactly_and_writes_nothing(folder: Path) -> None:
    before = everything()
    preview = import_file("cordis", folder, dry_run=True, viewer=COMMAND_LINE)
    assert everything() == before
    assert preview.batch is None
    assert preview.tallies == import_file("cordis", folder, viewer=COMMAND_LINE).tallies


def test_every_row_is_in_the_change_log(folder: Path) -> None:
    outcome = import_file("cordis", folder, viewer=COMMAND_LINE)
    written = sum(t.added for t in outcome.tallies.values())
    assert Change.objects.filter(batch=outcome.batch, action="add").count() == written == 3 + 4 + 2 + 4


def test_refused_rows_are_left_out_when_told_to_go_on(tmp_path: Path) -> None:
    bad = ORGANISATIONS.replace("PARADEIGMA AE,false,PRC,EL", "PARADEIGMA AE,perhaps,PRC,EL") + "700009,1\n"
    outcome = import_file(
        "cordis", CORDIS.write(tmp_path, **{"organization.csv": bad}), keep_going=True, viewer=COMMAND_LINE
    )
    assert [(e.row, e.column) for e in outcome.refused] == [(5, "SME"), (6, None)]
    assert outcome.tallies["participation"].added == 3


def test_topics_and_fields_of_science_become_themes(tmp_path: Path) -> None:
    CORDIS.write(
        tmp_path,
        **{
            "topics.csv": "projectID,topic,title\n700001,LCE-01-2017,Storage; new ways\n",
            "euroSciVoc.csv": "projectID,euroSciVocCode,euroSciVocPath,euroSciVocTitle\n"
            "700001,/1/2,/engineering/batteries,batteries\n",
        },
    )
    import_file("cordis", tmp_path, viewer=COMMAND_LINE)
    assert Activity.objects.get(pk="h2020-200001").themes == [
        "H2020-EU.3.3.2",
        "LCE-01-2017",
        "Storage, new ways",
        "engineering/batteries",
    ]


def test_a_zip_with_folders_and_semicolons_is_the_same(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "cordis.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("csv/project.csv", "\ufeff" + PROJECTS.replace(",", "\t").replace(";", ",").replace("\t", ";"))
        archive.writestr("csv/organization.csv.gz", gzip.compress(ORGANISATIONS.encode()))
        archive.writestr("csv/webLink.csv", "whatever")
    import_file("cordis", folder, viewer=COMMAND_LINE)
    outcome = import_file("cordis", path, viewer=COMMAND_LINE)
    assert outcome.tallies["participation"].unchanged == 4
    assert outcome.tallies["activity"].added == 0


def test_two_project_files_are_refused_since_either_could_be_meant(folder: Path) -> None:
    (folder / "old").mkdir()
    shutil.copy(folder / "project.csv", folder / "old")
    with pytest.raises(InputError, match=r"one file project\.csv"):
        import_file("cordis", folder, viewer=COMMAND_LINE)


@pytest.mark.parametrize("first", ["cordis", "h2020"])
def test_cordis_and_the_graph_meet_in_the_same_records(tmp_path: Path, first: str) -> None:
    CORDIS.write(tmp_path)
    H2020.write(tmp_path)
    for format_ in (first, "cordis", "h2020"):
        import_file(format_, tmp_path, viewer=COMMAND_LINE)
    assert set(Activity.objects.values_list("id", "name")) == {
        ("h2020-200001", "HARBOUR: Batteries in harbours"),
        ("h2020-200002", "TIDE: Power from the tide"),
    }
    assert Actor.objects.get(pk="pic-999000001").name == "HAVN ENERGI APS"
    assert Participation.objects.count() == 4


def test_the_real_column_sets_are_read(shared: Path, tmp_path: Path) -> None:
    schema = shared / "data" / "cordis-schema"
    shutil.copy(schema / "horizon_europe_project_head.csv", tmp_path / "project.csv")
    shutil.copy(schema / "horizon_europe_organization_head.csv", tmp_path / "organization.csv")
    outcome = import_file("cordis", tmp_path, viewer=COMMAND_LINE)
    assert outcome.tallies["activity"].added == 100
    assert outcome.tallies["participation"].added == 100
    assert Activity.objects.get(pk="horizon-259247").external_id == "101116741"


def test_the_older_full_column_set_is_read(shared: Path, tmp_path: Path) -> None:
    schema = shared / "data" / "cordis-schema"
    shutil.copy(schema / "h2020_organization_full_schema.csv.gz", tmp_path / "organization.csv.gz")
    with gzip.open(tmp_path / "organization.csv.gz", "rt", encoding="utf-8") as file:
        grants = sorted({line.partition(",")[0] for line in file} - {"projectID"})
    rows = [f"{grant},{number},P,H2020,,,," for number, grant in enumerate(grants, start=1)]
    (tmp_path / "project.csv").write_text(
        "\n".join(["id,rcn,title,frameworkProgramme,acronym,startDate,endDate,objective", *rows])
    )
    outcome = import_file("cordis", tmp_path, viewer=COMMAND_LINE)
    assert outcome.refused == ()
    assert outcome.tallies["participation"].added == 5_150
