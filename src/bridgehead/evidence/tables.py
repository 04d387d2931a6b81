"""The lists of the evidence stage: what each column holds, on the page and in its file."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.paginator import Page
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.evidence import phrases
from bridgehead.evidence.core.qda.exchange_report import CARRIED, KEPT, ExchangeReport, ReportLine
from bridgehead.evidence.queries.memos import Memo
from bridgehead.evidence.services.intercoder_agreement import AgreementRow, AgreementTable
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.svg import interval
from bridgehead.kit.template_tags import date_text, language, percent

Pair = tuple[str, str, int]
Frequency = tuple[str, str, int, list[int | None]]
Agreed = tuple[str, str, AgreementRow]
STATES = {CARRIED: "yes", KEPT: "half"}


def source_table(listing: ListPage[Source], counts: Mapping[str, int], readable: Collection[str]) -> ListTable[Source]:
    """Sources, with how many codings on them the reader sees.

    Parameters
    ----------
    readable
        The ids of those whose text is there.
    """

    def kind(source: Source) -> str:
        label = term(source.kind, "source_kind")
        no_text = format_html(' <span class="quiet small">{}</span>', _("No text")) if source.pk not in readable else ""
        return format_html("{}{}", label, no_text)

    columns: list[ListColumn[Source]] = [
        ListColumn("id", gettext_lazy("Id"), lambda s: s.pk, on_page=False),
        ListColumn(
            "title",
            gettext_lazy("Title"),
            lambda s: s.title,
            lambda s: link("source", s.pk, s.title),
            "lead",
            sorts=True,
        ),
        ListColumn("kind", gettext_lazy("Kind"), lambda s: s.kind, kind, "nowrap", sorts=True),
        ListColumn("date", gettext_lazy("Date"), lambda s: s.date, lambda s: date_text(s.date), "nowrap", sorts=True),
        ListColumn("language", gettext_lazy("Language"), lambda s: s.language, lambda s: language(s.language)),
        ListColumn("codings", gettext_lazy("Codings"), lambda s: counts.get(s.pk, 0), style="number"),
    ]
    return ListTable("sources", gettext_lazy("Sources"), columns, listing.rows, listing.order, keys_as_headings=True)


def pair_table(pairs: "Page[Pair]", names: Mapping[str, str]) -> ListTable[Pair]:
    """Pairs of codes whose passages overlap."""
    columns: list[ListColumn[Pair]] = [
        ListColumn("code", gettext_lazy("Code"), lambda p: names[p[0]], _linked(names, 0), "lead"),
        ListColumn("other", gettext_lazy("Co-occurring code"), lambda p: names[p[1]], _linked(names, 1)),
        ListColumn("passages", gettext_lazy("Shared passages"), lambda p: p[2], style="number"),
    ]
    return ListTable("co-occurring-codes", gettext_lazy("Co-occurring codes"), columns, pairs)


def _linked(names: Mapping[str, str], place: int) -> Callable[[Any], str]:
    return lambda pair: link("code", pair[place], names[pair[place]])


def memo_table(memos: "Page[Memo]") -> ListTable[Memo]:
    """Memos on codings, and notes of imported projects."""
    columns: list[ListColumn[Memo]] = [
        ListColumn("memo", gettext_lazy("Memo"), lambda m: m.text, _memo_text, "lead"),
        ListColumn("on", gettext_lazy("On"), lambda m: m.on, _memo_place),
        ListColumn("coder", gettext_lazy("Coder"), lambda m: m.coder, style="nowrap"),
        ListColumn("source", gettext_lazy("Source"), lambda m: m.source, on_page=False),
    ]
    return ListTable("memos", gettext_lazy("Memos"), columns, memos)


def _memo_text(memo: Memo) -> str:
    return linebreaksbr(memo.text, autoescape=True)


def _memo_place(memo: Memo) -> str:
    return link("coding", memo.coding, memo.on) if memo.coding else memo.on


def agreement_columns() -> list[ListColumn[Agreed]]:
    """Agreement, a code, a codebook or all of them a row."""
    return [
        ListColumn("code", gettext_lazy("Code"), lambda r: r[1], _agreed_name, "lead"),
        ListColumn("alpha", gettext_lazy("Krippendorff's alpha"), lambda r: r[2].alpha.value, _alpha, "number"),
        ListColumn("low", gettext_lazy("90 %, low"), lambda r: _end(r[2], 0), style="number", on_page=False),
        ListColumn("high", gettext_lazy("90 %, high"), lambda r: _end(r[2], 1), style="number", on_page=False),
        ListColumn("interval", gettext_lazy("90 % interval"), _ends, style="number nowrap", in_file=False),
        ListColumn("scale", gettext_lazy("Alpha and interval, 0 to 1"), _ends, _scale, "wide", in_file=False),
        ListColumn("percent", gettext_lazy("Agreement, %"), lambda r: r[2].percent, _percent, "number"),
        ListColumn("kappa", gettext_lazy("Cohen's kappa"), lambda r: r[2].kappa, _kappa, "number"),
        ListColumn("units", gettext_lazy("Units"), lambda r: r[2].alpha.units, style="number"),
    ]


def agreement_list(found: AgreementTable, labels: Mapping[str, str], books: Mapping[str, str]) -> ListTable[Agreed]:
    """The agreement of coders: all codes, then codebooks where there are several, then each code."""
    rows: list[Agreed] = [("", _("All codes"), found.overall)]
    if len(found.codebooks) > 1:
        rows += [("", phrases.of_codebook(books.get(id_) or id_), row) for id_, row in found.codebooks.items()]
    rows += [(code, label, found.codes[code]) for code, label in labels.items()]
    return ListTable("agreement", gettext_lazy("Coder agreement"), agreement_columns(), rows)


def _agreed_name(row: Agreed) -> str:
    code, label, _row = row
    return link("code", code, label) if code else format_html("<strong>{}</strong>", label)


def _alpha(row: Agreed) -> str:
    alpha = row[2].alpha
    if alpha.value is None:
        return format_html(
            '<span class="quiet" title="{}">{}</span>', phrases.alpha_missing(alpha.reason), _("Unknown")
        )
    return _digits(alpha.value)


def _percent(row: Agreed) -> str:
    return percent(row[2].percent)


def _kappa(row: Agreed) -> str:
    return _digits(row[2].kappa)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:z.3f}"


def _end(row: AgreementRow, place: int) -> float | None:
    return None if row.alpha.interval is None else row.alpha.interval[place]


def _ends(row: Agreed) -> str:
    ends = row[2].alpha.interval
    return "" if ends is None else f"{ends[0]:z.2f} – {ends[1]:z.2f}"


def _scale(row: Agreed) -> str:
    alpha = row[2].alpha
    return "" if alpha.value is None or alpha.interval is None else interval(alpha.value, *alpha.interval)


def frequency_table(rows: "Page[Frequency]", titles: Mapping[str, str]) -> ListTable[Frequency]:
    """How often each code was applied, in all and by source."""
    columns: list[ListColumn[Frequency]] = [
        ListColumn("code", gettext_lazy("Code"), lambda r: r[1], lambda r: link("code", r[0], r[1]), "lead"),
        ListColumn("all", gettext_lazy("All"), lambda r: r[2], style="number"),
    ]
    for place, (id_, title) in enumerate(titles.items()):
        columns.append(ListColumn(id_, title, _count_at(place), style="number"))
    return ListTable("code-frequencies", gettext_lazy("Code frequencies"), columns, rows)


def _count_at(place: int) -> Any:
    return lambda row: row[3][place]


def report_table(found: ExchangeReport) -> ListTable[ReportLine]:
    """What became of each kind of thing in an import or export, and why."""
    columns: list[ListColumn[ReportLine]] = [
        ListColumn("content", gettext_lazy("Content"), phrases.report_kind, style="lead"),
        ListColumn("number", gettext_lazy("Number"), lambda line: line.count, style="number"),
        ListColumn("result", gettext_lazy("Result"), phrases.report_fate, _state, "nowrap"),
        ListColumn("note", gettext_lazy("Note"), phrases.report_reason, style="small"),
    ]
    return ListTable("report", gettext_lazy("Report"), columns, found.lines)


def _state(line: ReportLine) -> str:
    style = STATES.get(line.fate, "no")
    return format_html('<span class="state {}">{}</span>', style, phrases.report_fate(line))
