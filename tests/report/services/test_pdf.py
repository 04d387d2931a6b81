"""The two reports: what they hold, that they come out the same, that text stays text."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Actor, Evidence, Finding
from bridgehead.report.services import pdf
from bridgehead.settings.services.logo import save_logo
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.conftest import Run
from tests.settings.services.test_logo import picture

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


@pytest.fixture
def example() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("member", ["visblue", "stac", "remoni"])
def test_a_members_report_has_two_pages_and_cites(member: str) -> None:
    content = pdf.member(member, day=DAY)
    text = text_of(content)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    assert "Network with and without CLEAN" in text
    assert "None of this is an estimate of an effect." in text
    assert "1 June 2020" in text


@pytest.mark.usefixtures("example")
def test_the_clusters_logo_stands_on_the_first_page_and_moves_nothing() -> None:
    plain = PdfReader(io.BytesIO(pdf.member("visblue", day=DAY)))
    save_logo(picture(), viewer=COMMAND_LINE)
    shown = PdfReader(io.BytesIO(pdf.member("visblue", day=DAY)))
    assert [len(page.images) for page in plain.pages] == [0, 0]
    assert [len(page.images) for page in shown.pages] == [1, 0]
    assert [page.extract_text() for page in shown.pages] == [page.extract_text() for page in plain.pages]


@pytest.mark.usefixtures("example")
def test_the_members_report_says_what_the_study_says() -> None:
    assert "At least half of the strength in access to capital came through CLEAN." in text_of(
        pdf.member("stac", day=DAY)
    )
    assert "South Korea" in text_of(pdf.member("visblue", day=DAY))


@pytest.mark.usefixtures("example")
def test_the_research_report_has_every_part() -> None:
    text = text_of(pdf.research(day=DAY))
    for part in (
        "Findings",
        "Influence between levels",
        "Table 5: Asset-specific advantages",
        "Table 8: Ownership advantages combined",
        "Need and use",
        "Codebook",
        "Coder agreement",
        "Framework matrix",
        "Evidence",
        "Sources",
    ):
        assert part in text, part
    assert "By year, the mean over the member firms" in text
    assert "At most 63" in text
    assert "over 36 pairs of firm and advantage" in text
    assert "[1]" in text.split("Contested")[0]
    assert "(hoped for) ORBATS looks for" in text
    assert "later 1 (50" in text.lower()


@pytest.mark.usefixtures("example")
def test_the_same_data_give_the_same_bytes_but_for_the_date() -> None:
    assert pdf.member("stac", day=DAY) == pdf.member("stac", day=DAY)
    assert pdf.research(day=DAY) == pdf.research(day=DAY)
    assert pdf.member("stac", day=DAY) != pdf.member("stac", day=date(2020, 6, 2))


@pytest.mark.usefixtures("example")
def test_text_from_outside_stays_text() -> None:
    hostile = '#panic("x") *bold* $x$ </script> "quoted" \\ #import "x"'
    with batch("hostile") as writer:
        writer.put(Actor, [{"id": "stac", "name": hostile}])
        writer.put(Evidence, [{"id": "stac-technology-1", "summary": hostile}])
        writer.put(Finding, [{"id": "use-where-weak", "statement": hostile}])
    for content in (pdf.member("stac", day=DAY), pdf.research(day=DAY)):
        assert '#panic("x") *bold*' in text_of(content).replace("“", '"').replace("”", '"').replace("\n", " ")


def test_an_almost_empty_workspace_still_makes_reports() -> None:
    with batch("little") as writer:
        writer.put(Actor, [{"id": "hub", "name": "Hub", "kind": "cluster"}, {"id": "f", "name": "F", "kind": "firm"}])
    assert "0 member firms" in text_of(pdf.research(day=DAY))
    with pytest.raises(NotFound, match="Member firm “f” does not exist"):
        pdf.member("f", day=DAY)


def test_without_a_cluster_there_is_nothing_to_report() -> None:
    with pytest.raises(InputError, match="a workspace with a cluster"):
        pdf.research(day=DAY)


@pytest.mark.slow
@pytest.mark.usefixtures("example_workspace")
def test_the_command_writes_the_file(bridgehead: Run, tmp_path: Path) -> None:
    bridgehead("report", "member", "--member", "stac", "--to", tmp_path / "out" / "stac.pdf")
    assert (tmp_path / "out" / "stac.pdf").read_bytes().startswith(b"%PDF")


def test_a_path_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a file that can be written"):
        pdf.write(tmp_path, b"")
