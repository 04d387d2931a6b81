"""What the research pages show and do, and to whom."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Actor, Membership, Source, StoredFile, User
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.evidence.queries import framework_matrix, matrix_summaries, qda_projects
from bridgehead.evidence.queries.framework_matrix import MatrixFilter
from bridgehead.evidence.services import audit_trail, codebooks
from bridgehead.evidence.services.coding import Judgement, code_passage, judge, set_memo
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.evidence.services.project_import import import_project
from bridgehead.evidence.services.sources import add_document
from bridgehead.influence.models import Finding
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.workspace.services.undo import undo_batch
from tests.evidence.coders import as_coder
from tests.evidence.projects import write

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TEXT = "Anna runs it. We are few people.\nThe cluster helped us abroad.\nNobody said more."
PAGES = (
    *(
        "/sources",
        "/sources/talk",
        "/sources/talk/compare",
        "/codebooks",
        "/codes/Oa.network",
        "/codes/together",
        "/codebooks/firms/map",
    ),
    *(
        "/codebooks/firms/map",
        "/codes/frequencies",
        "/memos",
        "/matrix",
        "/matrix.xlsx",
        "/matrix/actor/flow/Oa.network",
        "/agreement",
    ),
    *("/exchange", "/exchange/out?format=qdpx", "/exchange/trail.csv"),
)


@pytest.fixture
def ida(client: Client) -> Client:
    """Ida's browser, at an interview with Flow, a small firm in Denmark."""
    with batch("actors") as w:
        flow = {"id": "flow", "name": "Flow", "kind": "firm", "size": "sme", "country": "DK"}
        city = {"id": "city", "name": "City", "kind": "public", "size": "", "country": "SE"}
        w.put(Actor, [flow, city])
    add_document(TEXT.encode(), "talk.txt", kind="interview", language="en", viewer=COMMAND_LINE)
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client


def coded(words: str, code: str, coder: str = "ida", **said: str) -> str:
    at = TEXT.index(words)
    judgement = Judgement(**said) if said else None  # type: ignore[arg-type]
    place = {"start": at, "end": at + len(words), "session": "round 1"}
    return code_passage("talk", codes=[code], coder=coder, judgement=judgement, **place, viewer=COMMAND_LINE).result[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PAGES)
def test_interviews_are_for_staff_only(path: str, ida: Client) -> None:
    coded("helped us", "Oa.network", actor="flow")
    assert ida.get(path).status_code == 200
    ida.force_login(User.objects.create_user("visitor", role=Role.MEMBER_OWNER, actor_id="flow"))
    assert ida.get(path).status_code == 403


BLIND = (
    *("/sources/talk", "/codings/{key}", "/codes/Oa.network", "/codes/frequencies", "/memos", "/matrix", "/agreement"),
    *("/matrix/actor/flow/Oa.network", "/members/flow", "/members/flow/profile", "/evidence/coding-{key}"),
    "/codes/together",
)


@pytest.mark.parametrize("path", BLIND)
def test_what_is_coded_blind_is_on_no_page_of_another(path: str, ida: Client) -> None:
    key = coded("helped us", "Oa.network", "bo", actor="flow", direction="strength", summary="A secret of bo")
    set_memo(key, memo="A secret of bo", viewer=COMMAND_LINE)
    address = path.format(key=key)
    seen = ida.get(address).content.decode()
    assert "secret of bo" not in seen
    assert "helped us</mark>" not in seen
    open_round("round 1", viewer=as_coder("bo"))
    after = ida.get(address)
    assert after.status_code == 200
    if path not in ("/agreement", "/codes/together", "/codes/frequencies"):
        assert "secret of bo" in after.content.decode()


def test_a_finding_cites_no_blind_work_to_others(ida: Client) -> None:
    key = coded("helped us", "Oa.network", "bo", actor="flow", direction="strength", summary="A secret of bo")
    with batch("a cluster and its finding") as w:
        w.put(Actor, [{"id": "hub", "name": "Hub", "kind": "cluster", "country": "DK"}])
        member = {"member_id": "flow", "cluster_id": "hub", "since": "2015"}
        w.put(Membership, [{"id": Membership.key_of(member), **member}])
        w.put(Finding, [{"id": "helps", "kind": "claim", "statement": "It helps.", "supports": [f"coding-{key}"]}])
    assert "It helps." in ida.get("/influence").content.decode()
    assert "secret of bo" not in ida.get("/influence").content.decode()
    open_round("round 1", viewer=as_coder("bo"))
    assert "secret of bo" in ida.get("/influence").content.decode()


def test_ones_own_blind_work_is_on_the_pages(ida: Client) -> None:
    coded("helped us", "Oa.network", actor="flow", summary="My own")
    for path in ("/matrix", "/members/flow", "/matrix/actor/flow/Oa.network"):
        assert "My own" in ida.get(path).content.decode()


def test_a_passage_is_coded_and_judged_in_one_step(ida: Client) -> None:
    said = {"start": 0, "end": 4, "code": "Oa.network", "summary": "She leads", "translation": "Anna", "actor": "flow"}
    assert ida.post("/sources/talk/apply", said).status_code == 200
    piece = Evidence.objects.get()
    assert (piece.quote, piece.summary, piece.translation, piece.actor_id) == ("Anna", "She leads", "Anna", "flow")
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert not Evidence.objects.exists()
    assert not Coding.objects.exists()


@pytest.mark.parametrize(
    ("words", "places"), [("CLUSTER", 1), ("e", TEXT.lower().count("e")), ("us abroad", 1), ("absent", 0)]
)
def test_words_are_found_in_a_text(words: str, places: int, ida: Client) -> None:
    shown = ida.get("/sources/talk", {"words": words}).content.decode()
    assert f"{places} match" in shown
    assert shown.count('id="hit-') == places


def test_a_long_text_is_searched_whole_and_the_part_shown_that_has_the_place(ida: Client) -> None:
    text = "\n".join(f"Line {n} of a long talk about nothing much at all." for n in range(3_000)) + "\nNeedle."
    add_document(text.encode(), "long.txt", viewer=COMMAND_LINE)
    shown = ida.get("/sources/long", {"words": "needle"}).content.decode()
    assert f"at={text.index('Needle')}" in shown
    there = ida.get("/sources/long", {"words": "needle", "at": text.index("Needle")}).content.decode()
    assert f'id="hit-{text.index("Needle")}"' in there


def test_a_code_has_its_passages_and_can_be_changed(ida: Client) -> None:
    ida.post("/codebooks/change", {"do": "codebook", "name": "Firms"})
    added = ida.post("/codebooks/change", {"do": "add", "codebook": "firms", "name": "Help"})
    code = Code.objects.get(name="Help").pk
    assert added.url == f"/codes/{code}"
    one, other = coded("helped us", code), coded("few people", code)
    assert "helped us" in ida.get(f"/codes/{code}").content.decode()
    ida.post("/codebooks/change", {"do": "split", "code": code, "name": "Abroad\nHome"})
    abroad = Code.objects.get(name="Abroad")
    ida.post(f"/codes/{code}/recode", {"coding": [one], "to": abroad.pk})
    assert dict(Coding.objects.values_list("pk", "code")) == {one: abroad.pk, other: code}
    ida.post("/codebooks/change", {"do": "merge", "code": abroad.pk, "to": code})
    assert set(Coding.objects.values_list("code", flat=True)) == {code}
    latest = Batch.objects.latest("pk").pk
    back = ida.post(f"/changes/{latest}/undo", {"next": f"/codes/{code}"})
    assert back.url == f"/codes/{code}"
    assert Coding.objects.get(pk=one).code == abroad.pk
    assert ida.post(f"/codes/{code}/recode", {"to": abroad.pk}).status_code == 400


def test_what_another_coded_blind_is_not_recoded(ida: Client) -> None:
    key = coded("helped us", "Oa.network", "bo")
    assert ida.post("/codes/Oa.network/recode", {"coding": [key], "to": "Oa.capital"}).status_code == 400
    assert Coding.objects.get().code == "Oa.network"


def test_the_way_back_from_an_undo_stays_here(ida: Client) -> None:
    coded("helped us", "Oa.network")
    latest = Batch.objects.latest("pk").pk
    assert ida.post(f"/changes/{latest}/undo", {"next": "https://elsewhere.example/"}).url.startswith("/changes/")


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (MatrixFilter(), {"flow", "city"}),
        (MatrixFilter(kind="public"), {"city"}),
        (MatrixFilter(size="sme"), {"flow"}),
        (MatrixFilter(country="SE"), {"city"}),
        (MatrixFilter(sphere="government"), {"city"}),
        (MatrixFilter(sphere="academia"), set()),
        (MatrixFilter(words="fl"), {"flow"}),
        (MatrixFilter(codes=["Oa.capital"]), {"city"}),
    ],
)
def test_the_matrix_is_filtered_by_attributes(wanted: MatrixFilter, rows: set[str], ida: Client) -> None:
    coded("helped us", "Oa.network", actor="flow")
    coded("few people", "Oa.capital", actor="city")
    assert set(framework_matrix.matrix(wanted=wanted).rows) == rows


def test_the_page_of_the_matrix_starts_with_whom_most_is_said_of(ida: Client) -> None:
    coded("helped us", "Oa.network", actor="flow")
    coded("few people", "Oa.capital", actor="flow")
    coded("helped us", "Oa.network", actor="city")
    assert list(framework_matrix.matrix().rows) == ["city", "flow"]
    shown = ida.get("/matrix").content.decode()
    assert shown.index('<th scope="row"><a href="/members/flow">') < shown.index('href="/members/city">')


def test_a_cell_has_a_summary_of_its_own(ida: Client) -> None:
    key = coded("helped us", "Oa.network", actor="flow", summary="From the piece")
    cell = "/matrix/actor/flow/Oa.network"
    assert "From the piece" in ida.get("/matrix").content.decode()
    ida.post(f"{cell}/summary", {"summary": "From the cell"})
    assert "From the cell" in ida.get("/matrix").content.decode()
    assert framework_matrix.matrix().sheet().rows[0][1] == "From the cell\n“helped us”"
    assert "flow//Oa.network" in str([*audit_trail.trail()][-1])
    ida.post(f"{cell}/summary", {"summary": " "})
    assert matrix_summaries.summaries_of("actor") == {}
    judge(key, Judgement(actor="flow", summary="Another"), viewer=COMMAND_LINE)
    assert "Another" in ida.get(cell).content.decode()
    for nowhere in ("/matrix/actor/none/Oa.network", "/matrix/actor/flow/none", "/matrix/planet/flow/Oa.network"):
        assert ida.get(nowhere).status_code == 404
        assert ida.post(f"{nowhere}/summary", {"summary": "x"}).status_code == 404


def test_counts_pairs_and_memos_go_to_a_workbook(ida: Client) -> None:
    set_memo(coded("We are few people", "Oa.capital"), memo="ask again", viewer=COMMAND_LINE)
    coded("few people", "barrier.smallness")
    for path in ("/codes/together", "/codes/frequencies", "/memos"):
        assert ida.get(path).status_code == 200
        assert ida.get(path, {"format": "xlsx"}).content[:2] == b"PK"
    assert "ask again" in ida.get("/memos", {"words": "AGAIN"}).content.decode()
    assert "ask again" not in ida.get("/memos", {"words": "never"}).content.decode()


def test_a_project_comes_in_and_goes_out_through_the_page(ida: Client, tmp_path: Path) -> None:
    content = write(tmp_path / "p.qdpx").read_bytes()
    shown = ida.post("/exchange/in", {"file": SimpleUploadedFile("p.qdpx", content)})
    assert "Kept in the project" in shown.content.decode()
    assert Coding.objects.count() == 10
    assert "Look again." in ida.get("/memos").content.decode(), "notes of a project are memos, too"
    told = ida.get("/exchange/out", {"format": "qdpx", "report": ""}).content.decode()
    assert "Contents of a .qdpx file" in told
    assert ida.get("/exchange/out", {"format": "qdpx"}).content[:2] == b"PK"
    assert b"CodeBook" in ida.get("/exchange/out", {"format": "qdc"}).content
    assert b"excerpt" in ida.get("/exchange/out", {"format": "csv"}).content
    assert b"Imported p.qdpx" in ida.get("/exchange/trail.csv").content


def test_what_a_project_holds_besides_is_shown(ida: Client, tmp_path: Path) -> None:
    import_project(write(tmp_path / "p.qdpx"), viewer=COMMAND_LINE)
    (id_,) = qda_projects.projects()
    shown = ida.get(f"/exchange/projects/{id_}").content.decode()
    for said in ("Age: 41", "Age: 7", "Core", "Trust, Talk, Idea", "Linked", "Graph: Map", "SomeTool 3"):
        assert said in shown
    assert ida.get("/exchange/projects/none").status_code == 404


@pytest.mark.parametrize(("name", "content"), [("p.qdpx", b"no zip"), ("x.odt", b"x"), ("talk.pdf", b"%PDF-")])
def test_a_file_that_is_refused_is_told_on_the_page(name: str, content: bytes, ida: Client) -> None:
    before = Source.objects.count()
    shown = ida.post("/exchange/in", {"file": SimpleUploadedFile(name, content)})
    assert shown.status_code == 400
    assert "Nothing was imported" in shown.content.decode()
    assert "/tmp" not in shown.content.decode()  # noqa: S108 a place of the server is nobody's business
    assert Source.objects.count() == before


def test_a_source_without_text_takes_its_document(ida: Client) -> None:
    with batch("source") as w:
        w.put(Source, [{"id": "report-2019", "title": "A report", "kind": "document"}])
    assert "No text yet" in ida.get("/sources/report-2019").content.decode()
    ida.post("/sources/report-2019/text", {"file": SimpleUploadedFile("whatever.txt", b"Wind and rain.")})
    assert "Wind and rain." in ida.get("/sources/report-2019").content.decode()
    assert Source.objects.get(pk="report-2019").title == "A report"


def test_a_pseudonym_from_the_page(ida: Client) -> None:
    key = coded("few people", "Oa.capital")
    ida.post("/sources/talk/pseudonym", {"name": "Anna", "pseudonym": "the chief executive"})
    text = bytes(StoredFile.objects.get(pk="talk.txt").content).decode()
    found = Coding.objects.get(pk=key)
    assert "Anna" not in text
    assert text[found.start : found.end] == "few people"


def test_agreement_is_kept_until_a_coding_changes(ida: Client) -> None:
    for coder in ("ida", "bo"):
        coded("few people", "Oa.capital", coder)
    open_round("round 1", viewer=as_coder("ida"))
    ask = {"source": "talk"}
    assert "1.000" in ida.get("/agreement", ask).content.decode()
    with batch("another") as w:
        place = {
            "source_id": "talk",
            "start": TEXT.index("Nobody"),
            "end": len(TEXT),
            "coder": "bo",
            "session": "round 1",
        }
        w.put(Coding, [{"id": "more", "code": "Oa.capital", **place}])
    assert "1.000" not in ida.get("/agreement", ask).content.decode()


def test_a_codebook_gets_a_version(ida: Client) -> None:
    codebooks.add_codebook("Firms", viewer=COMMAND_LINE)
    ida.post("/codebooks/change", {"do": "release", "codebook": "firms", "version": "2"})
    assert Codebook.objects.get().version == "2"


@pytest.mark.parametrize(
    "address",
    [
        "/agreement?codebook=nothing",
        "/agreement?session=nothing",
        "/agreement?source=nothing",
        "/matrix?codebook=nothing",
        "/matrix?code=nothing",
        "/codes/frequencies?source=nothing",
    ],
)
def test_what_a_question_names_and_does_not_exist_is_told_and_left_out(address: str, ida: Client) -> None:
    coded("few people", "Oa.capital")
    answer = ida.get(address)
    assert answer.status_code == 200
    assert "“nothing” is unknown here. This filter is left out." in answer.content.decode()
