"""An opportunity is read from a text or file, looked over and added; nothing is stored before, nothing harmful runs."""

import io
import zipfile
from typing import Any

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.importers.readers.call_documents import FILE_LIMIT
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import Role
from bridgehead.kit.typesetting import pdf
from bridgehead.opportunities.models import Opportunity
from tests.world import HOSTILE, signed_in, small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PLACE = "/records/opportunity/read"
CALL = """Leaks in water networks
Contracting authority: Port of Gothenburg, Sweden
Published: 3 January 2099
Cut-off dates: 17 March 2099, 17 September 2099
Estimated total value: 1 500 000,00 EUR
CPV code: 71220000
Keywords: flow batteries, leak detection
Eligible applicants: SMEs and universities established in Denmark or Sweden.
"""
READ = {
    "title": "Leaks in water networks",
    "kind": "tender",
    "countries": ["SE"],
    "opens": "2099-01-03",
    "deadline": "2099-03-17",
    "budget": "1500000",
    "capabilities": ["flow batteries", "leak detection"],
    "eligibility": ["sme", "knowledge", "country: DK, SE"],
    "cpv": ["71220000"],
    "status": "forthcoming",
    "buyer": "Port of Gothenburg",
}


@pytest.fixture
def staff() -> Client:
    small_world()
    return signed_in(Role.ADMIN)


def as_docx() -> bytes:
    document = docx.Document()
    for line in CALL.splitlines():
        document.add_paragraph(line)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def as_pdf() -> bytes:
    template = b"#let data = json(bytes(sys.inputs.data))\n#for line in data.lines [#line #parbreak()]\n"
    return pdf(template, {"lines": CALL.splitlines()})


def as_page() -> bytes:
    title, *rest = CALL.splitlines()
    lines = "".join(f"<p>{line}</p>" for line in rest)
    return f"<html><body><h1>{title}</h1>{lines}<script>var deadline = '1 May 2030'</script></body></html>".encode()


def as_archive() -> bytes:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
    return head + as_page() + b"\n--x--\n"


FILES = {
    "call.txt": CALL.encode,
    "call.docx": as_docx,
    "call.pdf": as_pdf,
    "call.html": as_page,
    "call.mhtml": as_archive,
}


def read(client: Client, name: str, content: bytes) -> Any:
    return client.post(PLACE, {"file": SimpleUploadedFile(name, content)})


def sent(form: Any) -> dict[str, Any]:
    """What a browser sends of a form as it stands."""
    shown = {name: form[name].value() for name in form.fields if name != "use"}
    prepared = {name: form.fields[name].prepare_value(value) for name, value in shown.items() if value is not None}
    texts = {name: "; ".join(value) if isinstance(value, list) else value for name, value in prepared.items()}
    return {name: value for name, value in texts.items() if value not in (None, "")}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_proposed_and_nothing_is_stored(staff: Client, name: str) -> None:
    before = Batch.objects.count(), Opportunity.objects.count()
    page = read(staff, name, FILES[name]())
    form = page.context["form"]
    assert {field: form.initial.get(field) for field in READ} == READ
    assert "Leaks in water networks" in form.initial["description"]
    assert (Batch.objects.count(), Opportunity.objects.count()) == before


def test_a_pasted_text_is_proposed_with_its_passages_and_added_once_confirmed(staff: Client) -> None:
    page = staff.post(PLACE, {"text": CALL, "next": "/opportunities"})
    shown = page.content.decode()
    assert "<mark>17 March 2099</mark>" in shown
    assert "<mark>SMEs</mark>" in shown
    form = page.context["form"]
    assert form["buyer"].value() == "Port of Gothenburg"

    added = staff.post(f"{PLACE}/add", {**sent(form), "deadline": "2099-03-18"}, follow=True)
    assert added.redirect_chain[-1][0] == "/opportunities"
    assert "Leaks in water networks" in added.content.decode()
    found = Opportunity.objects.get(title="Leaks in water networks")
    assert (found.deadline, found.buyer, found.countries, found.budget) == ("2099-03-18", "port", ["SE"], 1_500_000)
    assert found.eligibility == READ["eligibility"]


def test_another_date_of_the_text_is_one_press_away_and_what_was_typed_stays(staff: Client) -> None:
    form = staff.post(PLACE, {"text": CALL}).context["form"]
    (other,) = [shown.choice for shown in form.fields["deadline"].passages if shown.choice]
    assert other == "2099-09-17"
    page = staff.post(f"{PLACE}/add", {**sent(form), "title": "Typed over", "use": f"deadline {other}"})
    again = page.context["form"]
    assert (again["deadline"].value(), again["title"].value()) == ("2099-09-17", "Typed over")
    assert [shown.choice for shown in again.fields["deadline"].passages if shown.choice] == ["2099-03-17"]
    assert not Opportunity.objects.filter(title="Typed over").exists()


def test_a_refusal_stands_beside_its_field_with_passages_and_all_that_was_typed(staff: Client) -> None:
    form = staff.post(PLACE, {"text": CALL}).context["form"]
    page = staff.post(f"{PLACE}/add", {**sent(form), "deadline": "17 March", "title": "Typed over"})
    again = page.context["form"]
    assert page.status_code == 400
    assert list(again.errors) == ["deadline"]
    assert again["title"].value() == "Typed over"
    assert "<mark>17 March 2099</mark>" in page.content.decode()


def test_what_is_not_found_stays_blank_and_is_said(staff: Client) -> None:
    page = staff.post(PLACE, {"text": "Something about water, of no date and no place."})
    form = page.context["form"]
    assert {
        name: form.initial.get(name) for name in ("deadline", "countries", "budget", "kind", "cpv")
    } == dict.fromkeys(("deadline", "countries", "budget", "kind", "cpv"))
    assert "Not found in the text" in page.content.decode()


def test_an_opportunity_on_record_is_shown(staff: Client) -> None:
    title = Opportunity.objects.get(pk="harbour-storage").title
    page = staff.post(PLACE, {"text": f"Title: {title}\nDeadline: 2099-01-01"})
    assert "/opportunities/harbour-storage" in page.content.decode()
    assert "/opportunities/harbour-storage" not in staff.post(PLACE, {"text": CALL}).content.decode()


def bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return found.getvalue()


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf()))
    writer.encrypt("secret")
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


def scan() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


REFUSED = {
    ("call.exe", b"MZ"): "a file ending in",
    ("call.docx", b"PK nothing"): "DOCX",
    ("call.pdf", b"%PDF-1.7 nothing"): "PDF",
    ("call.html", b"<html><script>1</script></html>"): "text",
    ("call.mhtml", b"MIME-Version: 1.0\n\nno page"): "web page",
    ("call.txt", b"\xff\xfe\x00"): "UTF-8",
    ("empty.txt", b" "): "text",
}


@pytest.mark.parametrize(("name", "content"), REFUSED)
def test_what_cannot_be_read_is_said_beside_the_file(staff: Client, name: str, content: bytes) -> None:
    page = read(staff, name, content)
    assert page.status_code == 400
    assert list(page.context["form"].errors) == ["file"]
    assert REFUSED[name, content] in page.content.decode()


@pytest.mark.parametrize(("make", "says"), [(bomb, "unpacked"), (locked, "password"), (scan, "scan")])
def test_bombs_locked_and_scanned_files_are_refused_in_one_sentence(staff: Client, make: Any, says: str) -> None:
    page = read(staff, "call.docx" if make is bomb else "call.pdf", make())
    (errors,) = page.context["form"].errors.values()
    assert len(errors) == 1
    assert says in errors[0]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_file_that_only_forbids_changes_is_read(staff: Client, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf()))
    writer.encrypt("", "the author's", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    page = read(staff, "call.pdf", out.getvalue())
    assert (page.status_code, page.context["form"]["deadline"].value()) == (200, READ["deadline"])


def test_a_text_that_is_too_long_for_any_form_is_refused_in_words(staff: Client, settings: Any) -> None:
    long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    page = staff.post(PLACE, {"text": long})
    assert page.status_code == 413
    assert "This form takes at most 5.0\xa0MB of text." in page.content.decode()
    assert "Too much text" in page.content.decode()


def test_a_file_that_is_too_large_is_refused(staff: Client) -> None:
    page = read(staff, "call.txt", b"x" * (FILE_LIMIT + 1))
    assert f"{FILE_LIMIT:,}" in page.context["form"].errors["file"][0]


@pytest.mark.parametrize("given", [{}, {"text": "  "}])
def test_nothing_is_asked_for_again(staff: Client, given: dict[str, str]) -> None:
    assert list(staff.post(PLACE, given).context["form"].errors) == ["text"]


def test_a_text_and_a_file_at_once_are_refused(staff: Client) -> None:
    page = staff.post(PLACE, {"text": CALL, "file": SimpleUploadedFile("call.txt", b"x")})
    assert list(page.context["form"].errors) == ["file"]


def test_markup_of_a_text_is_shown_and_never_run(staff: Client) -> None:
    page = staff.post(PLACE, {"text": f"Title: {HOSTILE} for all\nDeadline: {HOSTILE} 17 March 2099"})
    assert HOSTILE not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_members_may_not(staff: Client) -> None:
    member = signed_in(Role.MEMBER_OWNER, "flow")
    assert member.get(PLACE).status_code == 403
    assert member.post(PLACE, {"text": CALL}).status_code == 403
    assert member.post(f"{PLACE}/add", {"title": "x", "kind": "call"}).status_code == 403
    assert "From a text or file" not in member.get("/opportunities").content.decode()
    assert "From a text or file" in staff.get("/opportunities").content.decode()
