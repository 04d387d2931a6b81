"""Dates of member lists and of tables of projects, judged by their columns."""

import json
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Activity
from bridgehead.importers.core.reading_choices import DAY_FIRST, NOTHING_SAID, ReadingChoices
from bridgehead.importers.readers.member_lists import read_members
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.opportunities.models import Opportunity
from tests.importers.samples import CORDIS, PARTICIPATIONS, PROJECTS, TOPICS, write_calls

pytestmark = pytest.mark.django_db


def members(folder: Path, rows: str, said: ReadingChoices = NOTHING_SAID) -> list[dict[str, object]]:
    path = folder / "members.csv"
    path.write_text(f"Name;Founded;Member since;Member until\n{rows}", encoding="utf-8")
    refused: list[InputError] = []
    found = [dict(row.values) for row in read_members(path, said=said, refuse=refused.append)]
    return [*found, *({"refused": (e.row, e.column, e.found)} for e in refused)]


def test_each_column_is_judged_by_itself(tmp_path: Path) -> None:
    rows = "Alfa;01/02/2004;02/01/2015;\nBeta;31/12/2004;12/31/2015;May 2019\n"
    assert members(tmp_path, rows) == [
        {"name": "Alfa", "founded": "2004-02-01", "member_since": "2015-02-01"},
        {"name": "Beta", "founded": "2004-12-31", "member_since": "2015-12-31", "member_until": "2019-05"},
    ]


def test_an_open_column_is_refused_with_row_and_column_until_somebody_says(tmp_path: Path) -> None:
    rows = "Alfa;01/02/2004;;\nBeta;1999;soon;\nGamma;2004.0;;\n"
    assert members(tmp_path, rows) == [
        {"name": "Beta", "founded": "1999"},
        {"name": "Gamma", "founded": "2004"},
        {"refused": (2, "Founded", "01/02/2004")},
        {"refused": (3, "Member since", "soon")},
    ]
    assert members(tmp_path, rows, ReadingChoices(dates=DAY_FIRST))[0] == {"name": "Alfa", "founded": "2004-02-01"}


def test_a_late_row_decides_for_the_first(tmp_path: Path) -> None:
    rows = "".join(f"Firm {n};0{n % 9 + 1}-02-2004;;\n" for n in range(200)) + "Last;25-02-2004;;\n"
    found = members(tmp_path, rows)
    assert found[0]["founded"] == "2004-02-01"
    assert found[1]["founded"] == "2004-02-02"
    assert len(found) == 201


def test_dates_of_projects_are_judged_alike(tmp_path: Path) -> None:
    """A table of CORDIS that went through a spreadsheet."""
    head, first, *rest = PROJECTS.splitlines()
    heading, cells = head.split(","), first.split(",")
    cells[heading.index("startDate")], cells[heading.index("endDate")] = "01/02/2018", "31/01/2021"
    content = "\n".join([head, ",".join(cells), *rest]) + "\n"
    folder = CORDIS.write(tmp_path, **{"project.csv": content})
    with pytest.raises(InputError) as error:
        import_file("cordis", folder, viewer=COMMAND_LINE)
    assert (error.value.row, error.value.column, error.value.found) == (2, "startDate", "01/02/2018")
    cells[heading.index("startDate")] = "13/02/2018"
    folder = CORDIS.write(tmp_path, **{"project.csv": "\n".join([head, ",".join(cells), *rest]) + "\n"})
    import_file("cordis", folder, viewer=COMMAND_LINE)
    assert Activity.objects.filter(start="2018-02-13", end="2021-01-31").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("empty_workspace")
def test_the_command_says_how_to_read_a_list(bridgehead, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "members.csv"
    path.write_bytes("Name;City;Founded\nKřik;Oslo;01/02/2004\n".encode("cp1250"))
    assert "--encoding cp1252" in bridgehead("import", "members", path, "--yes", status=1).stderr
    said = bridgehead("import", "members", path, "--yes", "--encoding", "cp1250", status=1).stderr
    assert "--dates day-first" in said
    bridgehead("import", "members", path, "--yes", "--encoding", "cp1250", "--dates", "month-first")
    bridgehead("export", "case", tmp_path / "out")
    assert "2004-01-02" in (tmp_path / "out" / "actors.csv").read_text(encoding="utf-8")
    assert "utf-8" in bridgehead("import", "members", path, "--encoding", "klingon", status=1).stderr


def test_the_order_that_somebody_says_holds_in_every_format(tmp_path: Path) -> None:
    said = {"said": ReadingChoices(dates=DAY_FIRST)}
    projects = PROJECTS.replace("2018-01-01", "01/02/2018").replace("2018-06-01", "01-06-18")
    import_file("cordis", CORDIS.write(tmp_path, **{"project.csv": projects}), viewer=COMMAND_LINE, options=said)
    assert set(Activity.objects.values_list("start", flat=True)) == {"2018-02-01", "2018-06-01"}
    graph = tmp_path / "graph"
    graph.mkdir()
    rows = PARTICIPATIONS.replace("2018-01-01", "03/04/2018").replace("200001", "200009").replace("2020-12-31", "NA")
    (graph / "participations.csv").write_text(rows, encoding="utf-8")
    import_file("h2020", graph, viewer=COMMAND_LINE, options=said)
    assert list(Activity.objects.filter(pk__contains="200009").values_list("start", "end")) == [("2018-04-03", "")]
    calls = write_calls(tmp_path / "calls.json", [{**TOPICS[0], "deadline": "05/09/2026"}])
    with pytest.raises(InputError):
        import_file("calls", calls, viewer=COMMAND_LINE)
    import_file("calls", calls, viewer=COMMAND_LINE, options=said)
    assert Opportunity.objects.get(title=TOPICS[0]["title"]).deadline == "2026-09-05"
    notice = {"publication-number": "123456-2026", "publication-date": "01/10/2026", "notice-title": {"eng": "Pumps"}}
    search = tmp_path / "search.json"
    search.write_text(json.dumps([notice]), encoding="utf-8")
    import_file("ted", search, viewer=COMMAND_LINE, options=said)
    table = tmp_path / "ted"
    table.mkdir()
    row = "doc,date,country,doc_type,title,buyer\n031680-2017,02/03/2017,DK,Contract notice,Solceller,Kommune\n"
    (table / "notices.csv").write_text(row, encoding="utf-8")
    import_file("ted", table, viewer=COMMAND_LINE, options=said)
    opened = Opportunity.objects.filter(title__in=["Pumps", "Solceller"]).order_by("title")
    assert [each.opens for each in opened] == ["2026-10-01", "2017-03-02"]
