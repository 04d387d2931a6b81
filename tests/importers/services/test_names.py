"""Names that lists give: nobody is taken for somebody else, and no name is lost."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Actor, Identifier, Person
from bridgehead.importers.core.name_keys import name_key
from bridgehead.importers.core.placeholders import is_placeholder
from bridgehead.importers.queries.duplicates import duplicates
from bridgehead.importers.services import member_writer
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.field_limits import is_id
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.workspace.services.merge_actors import merge_actors
from tests.importers.samples import CORDIS, ORGANISATIONS
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SCRIPTS = {
    "latin": "ABEHKLMNORSTÅÆØÖÜŁŠŽÞĐaeionrst", "greek": "ΑΒΓΔΕΗΚΛΜΝΟΡΣΤωψχ", "cyrillic": "АБВГДЕЖЗИЙКЛЬЪЫЭЮЯїєђ",
    "han": "東和電機白山計測緑風発青空処理", "kana": "あがかきぎサザシジハバパヴ", "hangul": "한국전력공사가각",
    "arabic": "ابتثجحخدذرزسش", "hebrew": "אבגדהוזחטי", "thai": "กขคงจฉชซะาิีึ", "devanagari": "कखगघमलाािीुू",
    "georgian": "აბგდევზთი", "armenian": "ԱԲԳԴԵԶաբգդ", "signs": "aB1+&#° ",
}  # fmt: skip


def _is_a_name(text: str) -> bool:
    """Whether a cell says a name: neither signs alone, nor NA, nor a letter that stands for nothing."""
    return any(sign.isalnum() for sign in text) and not is_placeholder(text)


NAMES = st.sampled_from(sorted(SCRIPTS)).flatmap(
    lambda script: st.text(SCRIPTS[script], min_size=1, max_size=4).map(str.strip).filter(_is_a_name)
)


def bring_in(folder: Path, content: str, **given_: object) -> ImportOutcome:
    path = folder / "members.csv"
    path.write_text(content, encoding="utf-8")
    return import_file("members", path, viewer=COMMAND_LINE, **given_)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=1, max_size=8))
def test_each_name_of_any_script_is_its_own_member_and_contact(tmp_path: Path, names: list[str]) -> None:
    Person.objects.all().delete()
    Actor.objects.all().delete()
    content = "Name;Country;Contact;Email\n" + "".join(f"{n};DK;{n};m{i}@x.example\n" for i, n in enumerate(names))
    first = bring_in(tmp_path, content)
    keys = {name_key(name): None for name in names}
    actors = list(Actor.objects.all())
    assert {name_key(actor.name) for actor in actors} == keys.keys()
    assert len(actors) == len(keys)
    assert {text for actor in actors for text in (actor.name, *actor.aliases)} == set(names)
    assert Person.objects.count() == len(names)
    assert all(is_id(row.pk) for row in (*actors, *Person.objects.all()))
    assert all(
        name_key(person.actor.name) == name_key(person.name) for person in Person.objects.select_related("actor")
    )
    again = bring_in(tmp_path, content)
    assert first.batch
    assert again.batch is None or not any(tally.wrote for tally in again.tallies.values())


@pytest.mark.parametrize("at_once", [1, 1000])
def test_every_name_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(member_writer, "CHUNK", at_once)
    bring_in(tmp_path, "Name;CVR\nNovo Heat A/S;10150817\nNovoHeat;10150817\n“Novo Varme”;10150817\nOther;\n")
    bring_in(
        tmp_path,
        "Name;CVR;Also known as\nNordic Heat A/S;10150817;NH, “NoHe”\nNH; Group;10150817;\n".replace("NH;", "NH"),
    )
    actor = Identifier.objects.get().actor
    assert actor.name == "Nordic Heat A/S"
    assert set(actor.aliases) == {"Novo Heat A/S", "NovoHeat", "Novo Varme", "NH", "NoHe", "NH Group"}
    bring_in(tmp_path, "Name;Sector\nNovo Varme;Heat\nNovoHeat;Heat\n")
    actor.refresh_from_db()
    assert (actor.name, actor.sector, Actor.objects.count()) == ("Nordic Heat A/S", "Heat", 2)


def test_a_merged_name_is_known_again(tmp_path: Path) -> None:
    content = "Name;Country\nNord Lys ApS;DK\nNordlys Energi ApS;DK\n"
    bring_in(tmp_path, content)
    merge_actors("nord-lys-aps", "nordlys-energi-aps", viewer=COMMAND_LINE)
    bring_in(tmp_path, content)
    assert Actor.objects.values_list("name", "aliases").get() == ("Nord Lys ApS", ["Nordlys Energi ApS"])


@pytest.mark.parametrize(
    ("rows", "members"),
    [
        (["Smith Energy;London;;", "Smith Energy;Toronto;;"], 2),
        (["Smith Energy;London;;", "Smith Energy;Toronto;CA;"], 2),
        (["Smith Energy;London;GB;", "Smith Energy;Toronto;CA;"], 2),
        (["Smith Energy;;;smith.example", "Smith Energy;;;smith-energy.example"], 2),
        (["Smith Energy;London;;", "Smith Energy;London;;", "SMITH ENERGY;;;"], 1),
        (["Smith Energy;London;GB;", "Smith Energy;Leeds;GB;"], 1),
        (["東和電機;大阪;;", "東和電機;東京;;"], 2),
    ],
)
def test_one_name_in_two_towns(tmp_path: Path, rows: list[str], members: int) -> None:
    content = "Name;City;Country;Website\n" + "\n".join(rows)
    bring_in(tmp_path, content)
    assert Actor.objects.count() == members
    assert bool(duplicates()) is (members > 1 and "GB;" not in content)
    bring_in(tmp_path, content)
    assert Actor.objects.count() == members


def test_who_is_meant_is_asked_where_several_have_the_name(tmp_path: Path) -> None:
    heads = "Name;City;Country\n"
    bring_in(tmp_path, heads + "Smith Energy;;\nSmith Energy;London;\nSmith Energy;Toronto;\n")
    assert set(Actor.objects.values_list("pk", "city")) == {("smith-energy", "London"), ("smith-energy-2", "Toronto")}
    for row in ("Smith Energy;;", "Smith Energy;;CA"):
        with pytest.raises(InputError, match=r"smith-energy \(London\), smith-energy-2 \(Toronto\)") as error:
            bring_in(tmp_path, heads + row)
        assert (error.value.row, error.value.column) == (2, "Name")
    bring_in(tmp_path, heads + "Smith Energy;Toronto;CA")
    bring_in(tmp_path, heads + "Smith Energy;;CA")
    assert Actor.objects.count() == 2


def test_one_name_at_one_firm_is_two_people_where_a_list_gives_two_addresses(tmp_path: Path) -> None:
    heads = "Company;Contact;Email\n"
    bring_in(tmp_path, heads + "Alfa;Li Wei;li1@x.example\nAlfa;Li Wei;li2@x.example\nAlfa;;ane@x.example\n")
    assert Person.objects.count() == 3
    bring_in(tmp_path, heads + "Alfa;LI WEI;li2@x.example\nAlfa;Ane Holm;ane@x.example\nAlfa;;ANE@x.example\n")
    assert set(Person.objects.values_list("name", "email")) == {
        ("Li Wei", "li1@x.example"), ("LI WEI", "li2@x.example"), ("Ane Holm", "ane@x.example"),
    }  # fmt: skip
    bring_in(tmp_path, heads + "Alfa;Ane Holm;ane@new.example\n")
    assert Person.objects.get(name="Ane Holm").email == "ane@new.example"


@pytest.mark.parametrize("heading", ["id", "ID", "Id", "Member ID", "Medlems-ID", "Record ID"])
def test_an_id_of_somebody_elses_list_names_nobody(tmp_path: Path, heading: str) -> None:
    Actor.objects.create(id="1", name="Our First", kind="firm")
    bring_in(tmp_path, f"{heading},name\n1,Alfa ApS\n2,Beta ApS\n")
    bring_in(tmp_path, f"{heading};company\n1;Zeta GmbH\n2;Alfa ApS\n")
    assert set(Actor.objects.values_list("name", flat=True)) == {"Our First", "Alfa ApS", "Beta ApS", "Zeta GmbH"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_our_own_list_comes_back_to_the_same_members(tmp_path: Path, ending: str) -> None:
    staff = signed_in(Role.ADMIN)
    for id_, name in (("a", "東和電機"), ("b", "Energi+"), ("c", "Energi"), ("d", "Smith"), ("e", "Smith")):
        Actor.objects.create(id=id_, name=name, kind="firm", city="Ribe" if id_ == "e" else "")
    path = tmp_path / f"members.{ending}"
    path.write_bytes(staff.get(f"/members?format={ending}").content)
    if ending == "csv":
        with io.StringIO(path.read_text(encoding="utf-8-sig")) as file:
            assert file.readline().startswith("bridgehead id,")
        path.write_text(path.read_text(encoding="utf-8-sig").replace("Energi+", "Energi Plus"), encoding="utf-8")
    import_file("members", path, viewer=COMMAND_LINE)
    assert Actor.objects.count() == 5
    assert Actor.objects.get(pk="b").name == ("Energi Plus" if ending == "csv" else "Energi+")


def test_winners_and_buyers_of_tenders(tmp_path: Path) -> None:
    Actor.objects.create(id="havn", name="Havn Energi ApS", kind="firm", country="DK")
    winners = [
        "東和電機",
        "白山計測",
        "“Energi+”",
        "Energi",
        "HAVN ENERGI",
        "Бряг ООД",
        "Брягь ООД",
        "Bø Strøm",
        "BO STROM",
    ]
    (tmp_path / "notices.csv").write_text(
        "doc,date,country,doc_type,title,buyer\n031680-2017,20170203,DK,Contract award notice,Solceller,«Kommune»\n",
        encoding="utf-8",
    )
    rows = "".join(f"031680-2017,{name},DK\n" for name in winners)
    (tmp_path / "awards.csv").write_text(f"doc,winner,winner_country\n{rows}", encoding="utf-8")
    for _ in range(2):
        import_file("ted", tmp_path, viewer=COMMAND_LINE)
        assert set(Actor.objects.values_list("name", flat=True)) == {
            "東和電機", "白山計測", "Energi+", "Energi", "Havn Energi ApS", "Бряг ООД", "Брягь ООД", "Kommune",
            "Bø Strøm", "BO STROM",
        }  # fmt: skip
        assert Actor.objects.get(pk="havn").aliases == ["HAVN ENERGI"]


def test_spellings_of_one_participant_code(tmp_path: Path) -> None:
    row = "700002,999000001,{},true,PRC,DK,Aarhus,,,1,3,participant,0\n"
    more = row.format('"""HAVN"" ENERGI"') + row.format("Havn Energi A.p.S.").replace(",3,", ",4,")
    import_file("cordis", CORDIS.write(tmp_path, **{"organization.csv": ORGANISATIONS + more}), viewer=COMMAND_LINE)
    actor = Identifier.objects.get(scheme="pic", value="999000001").actor
    assert {actor.name, *actor.aliases} == {"HAVN ENERGI APS", '"HAVN" ENERGI', "Havn Energi A.p.S."}
