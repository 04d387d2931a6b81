"""Lists as declared columns: the page and its files come from one declaration."""

from dataclasses import dataclass

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import format_html

from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_files import list_file
from bridgehead.kit.list_tables import ListColumn, ListTable, tables_in


@dataclass
class Row:
    name: str
    size: int | None


COLUMNS = (
    ListColumn[Row]("id", "Id", lambda row: row.name.lower(), on_page=False),
    ListColumn[Row](
        "name",
        "Name",
        lambda row: row.name,
        html=lambda row: format_html("<b>{}</b>", row.name),
        style="lead",
        sorts=True,
    ),
    ListColumn[Row]("size", "Staff", lambda row: row.size, style="number"),
    ListColumn[Row]("open", "Open", lambda _: "", html=lambda _: "+", in_file=False),
)
ROWS = [Row("<Havn>", 12_345), Row("Å", None)]


def table(**options: object) -> ListTable[Row]:
    return ListTable("members", "Members", COLUMNS, **{"rows": ROWS, **options})  # type: ignore[arg-type]


def test_a_page_shows_what_is_declared_and_escapes_it() -> None:
    html = render_to_string("kit/list_table.html", {"table": table(order="name")}, RequestFactory().get("/members"))
    assert "<b>&lt;Havn&gt;</b>" in html
    assert "12,345" in html
    assert 'aria-sort="ascending"' in html
    assert "sort=-name" in html
    assert ">Id<" not in html


def test_a_file_has_every_row_and_plain_values() -> None:
    shown = table(rows=Paginator(ROWS, 1).get_page(1))
    assert shown.count == 2
    assert shown.file_headings() == ["Id", "Name", "Staff"]
    assert list(shown.file_rows()) == [["<havn>", "<Havn>", 12_345], ["å", "Å", None]]


@pytest.mark.parametrize("context", [{"a": 1, "list": table()}, {"lists": [table()]}])
def test_lists_are_found_in_what_a_page_is_made_of(context: dict[str, object]) -> None:
    assert [found.name for found in tables_in(context)] == ["members"]


def test_the_page_gives_its_list_as_a_file_in_both_formats() -> None:
    for format_, start in (("csv", b"\xef\xbb\xbfId,Name,Staff"), ("xlsx", b"PK")):
        request = RequestFactory().get("/members", {"format": format_, "list": "members"})
        answer = list_file(request, {"table": table()})
        assert answer.content.startswith(start)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="members.{format_}"'


def test_the_file_of_a_list_of_estimates_says_by_what_they_are_computed() -> None:
    for keys, heading in ((False, "Computed by"), (True, "computed_by")):
        request = RequestFactory().get("/members", {"format": "csv"})
        answer = list_file(request, {"table": table(computed_by="=Rules 3", keys_as_headings=keys)})
        head, *rows = answer.content.decode("utf-8-sig").splitlines()
        assert head.split(",")[-1] == heading
        assert [row.rsplit(",", 1)[1] for row in rows] == ["'=Rules 3", "'=Rules 3"]
    assert "Computed by" not in table(computed_by="=Rules 3").file_headings(), "a terminal says it once, below"


def test_a_list_that_the_page_does_not_have_is_no_file() -> None:
    with pytest.raises(NotFound, match="no list “1”"):
        list_file(RequestFactory().get("/members", {"format": "csv", "list": "1"}), {"table": table()})


def test_a_column_that_no_row_fills_is_left_out_of_the_page_and_stays_in_the_file() -> None:
    unknown = [Row("A", None), Row("B", None)]
    for found, there in ((table(rows=unknown), False), (table(), True), (table(rows=[]), True)):
        assert ("Staff" in [heading["label"] for heading in found.headings]) is there
        assert all(("size" in [column.key for column, _ in row.cells]) is there for row in found.shown)
        assert "Staff" in found.file_headings()
    whole = table(rows=Paginator(unknown, 1).page(1))
    assert "Staff" in [heading["label"] for heading in whole.headings], "the next page may fill it"
