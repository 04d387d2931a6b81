"""The H2020 graph: projects without titles, organisations without names."""

import gzip
import shutil
from hashlib import md5
from itertools import islice
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from tests.importers.samples import H2020, PARTICIPATIONS

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FP7 = f"projectRcn\tnew_org_id\n90001\t999000001\n90001\t{'a' * 32}\n90002\t999000009\n"


def test_projects_are_numbered_and_dated(tmp_path: Path) -> None:
    import_file("h2020", H2020.write(tmp_path), viewer=COMMAND_LINE)
    activity = Activity.objects.get()
    assert (activity.id, activity.name) == ("h2020-200001", "H2020 project 200001")
    assert (activity.start, activity.end) == ("2018-01-01", "2020-12-31")
    assert activity.themes == ["SC3", "LEIT"]
    assert activity.organiser_id == "pic-999000001"


def test_participants_have_a_country_a_kind_and_their_money(tmp_path: Path) -> None:
    import_file("h2020", H2020.write(tmp_path), viewer=COMMAND_LINE)
    assert set(Actor.objects.values_list("name", "kind", "country")) == {
        ("PIC 999000001", "firm", "DK"),
        ("PIC 999000002", "knowledge", "GB"),
    }
    assert set(Participation.objects.values_list("role", "contribution")) == {
        ("coordinator", 771225.1),
        ("participant", None),
    }


def test_the_country_namibia_is_not_taken_for_nothing(tmp_path: Path) -> None:
    changed = PARTICIPATIONS.replace("NA,UK", "NA,NA")
    import_file("h2020", H2020.write(tmp_path, **{"participations.csv": changed}), viewer=COMMAND_LINE)
    assert Actor.objects.get(pk="pic-999000002").country == "NA"


def test_a_participation_that_stands_twice_is_refused(tmp_path: Path) -> None:
    changed = PARTICIPATIONS + PARTICIPATIONS.split("\n")[1] + "\n"
    with pytest.raises(InputError, match="row 4, column pic"):
        import_file("h2020", H2020.write(tmp_path, **{"participations.csv": changed}), viewer=COMMAND_LINE)


def test_fp7_adds_projects_of_organisations_that_are_known(tmp_path: Path) -> None:
    (tmp_path / "fp7_edges.csv").write_text(FP7)
    import_file("h2020-fp7", H2020.write(tmp_path), viewer=COMMAND_LINE)
    assert set(Activity.objects.values_list("id", "programme")) == {("h2020-200001", "H2020"), ("fp7-90001", "FP7")}
    assert Participation.objects.get(activity="fp7-90001").actor_id == "pic-999000001"


@pytest.mark.parametrize(("names", "known"), [(["Vest & Sol"] * 2, False), (["Vest & Sol", "Other"], True)])
def test_fp7_knows_organisations_by_name_if_it_is_theirs_alone(tmp_path: Path, names: list[str], known: bool) -> None:
    hashed = md5(b"VEST SOL", usedforsecurity=False).hexdigest()
    (tmp_path / "fp7_edges.csv").write_text(f"projectRcn\tnew_org_id\n90003\t{hashed}\n")
    folder = H2020.write(tmp_path)
    import_file("h2020", folder, viewer=COMMAND_LINE)
    for pic, name in zip(("999000001", "999000002"), names, strict=True):
        Actor.objects.filter(pk=f"pic-{pic}").update(name=name)
    import_file("h2020-fp7", folder, viewer=COMMAND_LINE)
    found = Participation.objects.filter(activity="fp7-90003").values_list("actor_id", flat=True)
    assert list(found) == (["pic-999000001"] if known else [])


def test_the_real_graph_is_read(shared: Path, tmp_path: Path) -> None:
    graph = shared / "data" / "h2020-graph"
    with gzip.open(graph / "participations.csv.gz", "rt", encoding="utf-8") as file:
        (tmp_path / "participations.csv").write_text("".join(islice(file, 5_001)), encoding="utf-8")
    shutil.copy(graph / "programme_parts.csv.gz", tmp_path)
    assert import_file("h2020", tmp_path, viewer=COMMAND_LINE).tallies["participation"].added == 5_000
    assert Activity.objects.exclude(themes=[]).count() > 0.9 * Activity.objects.count()
