"""Coding, judging, codebooks, blind sessions, reconciliation: every step in a batch that can be undone."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Actor, Source, StoredFile, User
from bridgehead.evidence.core.coder_comparison import CodedSpan, align_codings
from bridgehead.evidence.core.text_units import CodingUnit, cut_units, overlapped_units, page_of
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.evidence.queries import code_counts, coding_sessions, framework_matrix, memos
from bridgehead.evidence.services import codebooks, codings_spreadsheet, recoding, reconciliation
from bridgehead.evidence.services.coding import Judgement, code_passage, judge, remove_codings, set_memo
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.evidence.services.intercoder_agreement import agreement_table
from bridgehead.evidence.services.sources import add_document, pseudonymise
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.workspace.services.undo import undo_batch
from tests.evidence.coders import as_coder

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TEXT = "Anna runs it. We are few people.\nThe cluster helped us 👋 abroad.\nNobody said more."


@pytest.fixture
def interview() -> str:
    with batch("actors") as w:
        w.put(Actor, [{"id": "flow", "name": "Flow", "kind": "firm"}])
    return add_document(TEXT.encode(), "talk.txt", kind="interview", language="en", viewer=COMMAND_LINE).result


def coded(words: str, code: str, coder: str, session: str = "round 1") -> str:
    at = TEXT.index(words)
    return code_passage(
        "talk", start=at, end=at + len(words), codes=[code], coder=coder, session=session, viewer=COMMAND_LINE
    ).result[0]


def undo_latest() -> None:
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)


def test_a_judged_coding_is_evidence_with_its_quote(interview: str) -> None:
    key = coded("helped us 👋 abroad", "Oa.network", "ida")
    piece = Evidence.objects.get(
        pk=judge(key, Judgement(actor="flow", direction="strength", salience=2), viewer=COMMAND_LINE).result
    )
    assert (piece.quote, piece.coder, piece.language) == ("helped us 👋 abroad", "ida", "en")
    with pytest.raises(InputError, match="direction"):
        judge(key, Judgement(direction="sideways"), viewer=COMMAND_LINE)
    remove_codings([key], viewer=COMMAND_LINE)
    assert not Evidence.objects.exists()
    undo_latest()
    assert Evidence.objects.get().coding_id == key


@pytest.mark.parametrize(("start", "end", "code"), [(0, 9_999, "Oa.network"), (5, 5, "Oa.network"), (0, 4, "nowhere")])
def test_a_passage_outside_the_text_or_an_unknown_code(interview: str, start: int, end: int, code: str) -> None:
    with pytest.raises(InputError):
        code_passage("talk", start=start, end=end, codes=[code], coder="ida", viewer=COMMAND_LINE)


def test_codes_keep_their_codings_whatever_is_done_to_them(interview: str) -> None:
    book = codebooks.add_codebook("Firms", viewer=COMMAND_LINE).result
    funding = codebooks.add_code(book, name="Funding", viewer=COMMAND_LINE).result
    grants = codebooks.add_code(book, name="Grants", parent=funding, viewer=COMMAND_LINE).result
    key = coded("few people", grants, "ida")
    assert Code.objects.get(pk=grants).created == codebooks.today()
    codebooks.rename(grants, name="Public grants", viewer=COMMAND_LINE)
    codebooks.move(grants, parent="", viewer=COMMAND_LINE)
    assert Coding.objects.get(pk=key).code == grants
    with pytest.raises(InputError, match="is not below it"):
        codebooks.move(
            funding,
            parent=codebooks.split(funding, names=["Loans", "Equity"], viewer=COMMAND_LINE).result[0],
            viewer=COMMAND_LINE,
        )
    recoding.merge([grants], into=funding, viewer=COMMAND_LINE)
    assert Coding.objects.get(pk=key).code == funding
    undo_latest()
    assert Coding.objects.get(pk=key).code == grants
    assert Code.objects.get(pk=grants).name == "Public grants"
    recoding.recode([key], to="Oa.capital", viewer=COMMAND_LINE)
    codebooks.release(book, version="2", viewer=COMMAND_LINE)
    assert (Coding.objects.get(pk=key).code, Codebook.objects.get().version) == ("Oa.capital", "2")


def test_a_session_is_blind_until_it_is_unlocked(interview: str) -> None:
    ida, bo = coded("few people", "barrier.smallness", "ida"), coded("We are few people", "barrier.smallness", "bo")
    other = coded("Nobody said more", "Oa.network", "bo")
    assert list(coding_sessions.visible_to("ida")) == [Coding.objects.get(pk=ida)]
    with pytest.raises(NotAllowed, match="not open"):
        reconciliation.accept_coding(bo, of=[ida, bo], viewer=as_coder("ida"))
    open_round("round 1", viewer=as_coder("ida"))
    assert coding_sessions.visible_to("ida").count() == 3
    assert coding_sessions.current() == "round 2"
    with pytest.raises(NotAllowed, match="was opened"):
        coded("Nobody", "Oa.network", "ida")
    judge(ida, Judgement(actor="flow", direction="weakness", salience=3), viewer=COMMAND_LINE)
    kept = Coding.objects.get(pk=reconciliation.accept_coding(bo, of=[ida, bo], viewer=as_coder("ida")).result)
    assert (kept.coder, kept.start, set(kept.reconciled_from.split(";"))) == ("reconciled", 14, {ida, bo})
    assert len({e.locator for e in Evidence.objects.all()}) == 1, "one passage, which the reconciled row stands for"
    assert reconciliation.accept_coding(ida, of=[ida, bo], viewer=as_coder("bo")).result == kept.pk, (
        "deciding again changes the decision"
    )
    reconciliation.reject_codings([other], viewer=as_coder("bo"))
    assert rejected() == {other: "bo"}
    undo_latest()
    assert rejected() == {}


def test_agreement_of_two_coders(interview: str) -> None:
    for coder in ("ida", "bo"):
        coded("few people", "barrier.smallness", coder)
    coded("cluster helped", "Oa.network", "ida")
    found = agreement_table(unit=CodingUnit.PARAGRAPH)
    assert found.codes["barrier.smallness"].alpha.value == 1.0
    assert found.codes["Oa.network"].alpha.value == pytest.approx(0.0)
    assert (found.overall.percent, found.uncoded) == (pytest.approx(5 / 6), 1)
    assert agreement_table(unit=CodingUnit.SENTENCE).codes["Oa.network"].alpha.units == 4
    assert agreement_table(unit=CodingUnit.SENTENCE, count_uncoded=False).codes["Oa.network"].alpha.units == 2
    assert agreement_table(unit=CodingUnit.TEXT).codes["barrier.smallness"].alpha.value == 1.0
    assert agreement_table(seen_by="ida").coders == [], "not before the session is unlocked"


def test_matrix_co_occurrence_frequencies_and_memos(interview: str) -> None:
    one = coded("We are few people", "barrier.smallness", "ida")
    coded("few people", "Oa.capital", "ida")
    set_memo(one, memo="ask again", viewer=COMMAND_LINE)
    judge(one, Judgement(actor="flow", direction="weakness", salience=3, summary="Few hands"), viewer=COMMAND_LINE)
    found = framework_matrix.matrix()
    assert found.cells["flow", "barrier.smallness"].summary == "Few hands"
    assert found.sheet().rows == [["Flow", "Few hands\n“We are few people”"]]
    every = Coding.objects.all()
    assert code_counts.co_occurrence(every) == {("Oa.capital", "barrier.smallness"): 1}
    assert code_counts.frequencies(every)["Oa.capital"] == {"talk": 1}
    assert [m.text for m in memos.all_memos(every)] == ["ask again"]


def test_a_pseudonym_leaves_no_source_without_its_file(interview: str) -> None:
    with batch("the original") as writer:
        writer.put(StoredFile, [{"id": "talk.pdf", "content": b"%PDF"}])
        writer.put(Source, [{"id": "talk", "file": "talk.pdf"}])
    pseudonymise("talk", name="Anna", pseudonym="the chief executive", viewer=COMMAND_LINE)
    assert Source.objects.get(pk="talk").file == "talk.txt"
    assert not StoredFile.objects.filter(pk="talk.pdf").exists()


def test_a_pseudonym_moves_the_passages(interview: str) -> None:
    key = coded("few people", "Oa.capital", "ida")
    assert pseudonymise("talk", name="Anna", pseudonym="the chief executive", viewer=COMMAND_LINE).result == 1
    text = bytes(StoredFile.objects.get(pk="talk.txt").content).decode()
    found = Coding.objects.get(pk=key)
    assert "Anna" not in text
    assert text[found.start : found.end] == "few people"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_codings_through_a_spreadsheet(interview: str, tmp_path: Path, ending: str) -> None:
    coded("helped us 👋 abroad", "Oa.network", "ida")
    before = list(Coding.objects.values())
    codings_spreadsheet.export_codings(tmp_path / f"codings.{ending}")
    Coding.objects.all().delete()
    codings_spreadsheet.import_codings(tmp_path / f"codings.{ending}", viewer=COMMAND_LINE)
    assert list(Coding.objects.values()) == before


def test_a_spreadsheet_may_quote_instead_of_count(interview: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("source,code,coder,excerpt\ntalk,Oa.network,ida,few people\ntalk,Oa.network,bo,\n")
    codings_spreadsheet.import_codings(path, viewer=COMMAND_LINE)
    assert sorted((c.start, c.end) for c in Coding.objects.exclude(start=None)) == [(21, 31)]
    for line, says in {
        "talk,Oa.network,ida,not there": "excerpt",
        "none,Oa.network,ida,": "column source",
        "talk,none,ida,": "column code",
    }.items():
        path.write_text(f"source,code,coder,excerpt\n{line}\n")
        with pytest.raises(InputError, match=f"row 2.*{says}"):
            codings_spreadsheet.import_codings(path, viewer=COMMAND_LINE)


def test_documents_keep_their_pages() -> None:
    book = docx.Document()
    book.add_paragraph("First page")
    book.add_page_break()
    book.add_paragraph("Second page")
    out = io.BytesIO()
    book.save(out)
    id_ = add_document(out.getvalue(), "A talk.docx", viewer=COMMAND_LINE).result
    text = bytes(StoredFile.objects.get(pk=f"{id_}.txt").content).decode()
    assert page_of(text, text.index("Second")) == 2
    assert StoredFile.objects.filter(pk=f"{id_}.docx").exists()
    for name, content in {
        "a.docx": b"PK",
        "a.pdf": b"%PDF-1.4",
        "a.txt": b" \n",
        "a.odt": b"x",
        "b.txt": b"\xff",
    }.items():
        with pytest.raises(InputError):
            add_document(content, name, viewer=COMMAND_LINE)


def pdf(*pages: str) -> bytes:
    """A PDF with a line on each page."""
    import typst

    out = typst.compile(("#pagebreak()".join(pages)).encode())
    assert isinstance(out, bytes)
    return out


def test_a_pdf_with_pages() -> None:
    id_ = add_document(pdf("The wind turned.", "Then rain."), "weather.pdf", viewer=COMMAND_LINE).result
    text = bytes(StoredFile.objects.get(pk=f"{id_}.txt").content).decode()
    assert page_of(text, text.index("rain")) == 2


def test_another_text_does_not_slip_under_codings(interview: str) -> None:
    coded("few people", "Oa.capital", "ida")
    with pytest.raises(InputError, match="1 passage of another text"):
        add_document(b"Something else.", "talk.txt", viewer=COMMAND_LINE)


def test_members_see_no_source(interview: str, client: Client) -> None:
    client.force_login(User.objects.create_user("visitor", role=Role.MEMBER_OWNER, actor_id="flow"))
    for path in ("/sources", "/sources/talk", "/sources/talk/compare", "/codebooks", "/agreement", "/matrix"):
        assert client.get(path).status_code == 403


def test_another_coders_blind_work_does_not_exist_for_a_coder(interview: str, client: Client) -> None:
    key = coded("few people", "Oa.capital", "bo")
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    assert client.get(f"/codings/{key}").status_code == 404
    assert b"few people</mark>" not in client.get("/sources/talk").content


def test_pages_ask_a_constant_number_of_queries(
    interview: str, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    for n in range(30):
        code_passage(
            "talk", start=n, end=n + 10, codes=["Oa.capital"], coder="ida", session="round 1", viewer=COMMAND_LINE
        )
    Source.objects.filter(pk="talk").update(language="en")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert client.get("/sources/talk").status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("empty_workspace")
def test_the_command_line(bridgehead: object, shared: Path, tmp_path: Path) -> None:
    run = bridgehead
    run("evidence", "import", shared / "data/qda/oltas_teszt.qdpx")  # type: ignore[operator]
    run("evidence", "export", tmp_path / "out.qdpx", "--format", "qdpx")  # type: ignore[operator]
    found = json.loads(run("evidence", "agreement", "--unit", "source", "--json").stdout)  # type: ignore[operator]
    assert set(found) >= {"codes", "overall"}
    assert set(next(iter(found["codes"].values()))) >= {"alpha", "interval", "units"}
    for asked in (("agreement", "--source"), ("agreement", "--session"), ("matrix", "--codebook")):
        missing = run("evidence", *asked, "nowhere", status=1)  # type: ignore[operator]
        said = "no coding round yet" if "--session" in asked else "“nowhere” is not accepted. Enter "
        assert said in missing.stderr
    (tmp_path / "bad.qdpx").write_text("no")
    refused = run("evidence", "import", tmp_path / "bad.qdpx", status=1)  # type: ignore[operator]
    assert "which is a zip" in refused.stderr
    assert refused.stderr.count("\n") == 1


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from("ab"), st.sampled_from("xy")))


@given(spans)
def test_side_by_side_loses_no_coding(rows: list[tuple[int, int, str, str]]) -> None:
    marks = [CodedSpan(str(i), at, at + n, code, coder) for i, (at, n, code, coder) in enumerate(rows)]
    passages = align_codings(marks)
    assert sorted(m.id for p in passages for m in p.marks) == sorted(m.id for m in marks)
    for one in passages:
        for other in passages:
            if one is not other and one.code == other.code:
                assert one.end <= other.start or other.end <= one.start


@given(
    st.text(alphabet="ab.! \n\fÅ", max_size=60),
    st.sampled_from([CodingUnit.SENTENCE, CodingUnit.PARAGRAPH, CodingUnit.SOURCE]),
)
def test_units_are_in_order_and_leave_nothing_but_space(text: str, unit: CodingUnit) -> None:
    units = cut_units(text, unit)
    assert units == sorted(units)
    left = set(range(len(text))) - {i for a, b in units for i in range(a, b)}
    assert all(text[i].isspace() for i in left)
    for number, (start, end) in enumerate(units):
        assert list(overlapped_units(units, start, end)) == [number]


def rejected() -> dict[str, str]:
    """Coding to who decided against it."""
    return dict(Coding.objects.exclude(rejected_by="").values_list("pk", "rejected_by"))
