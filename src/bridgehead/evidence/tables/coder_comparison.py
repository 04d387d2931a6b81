"""The lists on several coders of one text: passages side by side, agreement; on a page and in a file."""

from collections.abc import Sequence

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.phrases import computed_by
from bridgehead.evidence import phrases
from bridgehead.evidence.core.agreement_row import AgreementRow
from bridgehead.evidence.core.coder_comparison import CodedSpan
from bridgehead.evidence.queries import codes
from bridgehead.evidence.queries.code_picker import codebook_choices
from bridgehead.evidence.queries.compared_passages import DecidedPassage
from bridgehead.evidence.services.intercoder_agreement import AgreementTable
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.svg import interval
from bridgehead.kit.template_tags import percent

Agreed = tuple[str, str, AgreementRow]
PASSAGES_FORM = "passages-form"
"""The form in which passages are ticked."""
LONGEST = 160
"""Characters of a passage that a page shows."""


def compared_passage_table(
    rows: "Page[DecidedPassage]", coders: Sequence[str], request: HttpRequest
) -> ListTable[DecidedPassage]:
    """Passages as each coder marked them, with the decision; a column a coder."""

    def passage(row: DecidedPassage) -> str:
        where = f"{reverse('source', args=[row.source])}?coding={row.first}#passage"
        text = truncatechars(row.excerpt, LONGEST)
        if not row.differs_in_extent:
            return format_html('<a href="{}">{}</a>', where, text)
        note = _("Different extent")
        return format_html('<a href="{}">{}</a> <span class="small quiet">{}</span>', where, text, note)

    def decision(row: DecidedPassage) -> str:
        return render_to_string("evidence/decision.html", {"row": row, "decision": phrases.decision(row)}, request)

    columns: list[ListColumn[DecidedPassage]] = [
        ListColumn("select", gettext_lazy("Select"), lambda _row: None, _tick, "tick", in_file=False),
        ListColumn("code", gettext_lazy("Code"), lambda row: row.label, style="lead"),
        ListColumn("passage", gettext_lazy("Passage"), lambda row: row.excerpt, passage, "excerpt"),
        *(_coder_column(place, coder) for place, coder in enumerate(coders)),
        ListColumn("decision", gettext_lazy("Decision"), phrases.decision, decision, "full"),
    ]
    return ListTable(
        "passages",
        gettext_lazy("Passages"),
        columns,
        rows,
        row_style=lambda row: "differs" if row.undecided else "agreed",
        tick_form=PASSAGES_FORM,
    )


def _tick(row: DecidedPassage) -> str:
    label = _("Select {name}").format(name=row.label)
    tick = '<input type="checkbox" name="keys" value="{}" form="{}" aria-label="{}">'
    return format_html(tick, row.ids, PASSAGES_FORM, label)


def _coder_column(place: int, coder: str) -> ListColumn[DecidedPassage]:
    def shown(row: DecidedPassage) -> str:
        return _extents(row.by[coder]) or format_html('<span class="quiet">{}</span>', _("Not coded"))

    return ListColumn(f"coder-{place}", coder, lambda row: _extents(row.by[coder]), shown, "nowrap labelled")


def _extents(spans: Sequence[CodedSpan]) -> str:
    return " ".join("✓" if span.start is None else f"{span.start}–{span.end}" for span in spans)


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
        ListColumn("applied", gettext_lazy("Applied, %"), lambda r: r[2].applied, _applied, "number"),
        ListColumn("ac1", gettext_lazy("Gwet's AC1"), lambda r: r[2].ac1, _ac1, "number"),
        ListColumn("kappa", gettext_lazy("Cohen's kappa"), lambda r: r[2].kappa, _kappa, "number"),
        ListColumn("units", gettext_lazy("Units"), lambda r: r[2].alpha.units, style="number"),
    ]


def agreement_list(found: AgreementTable) -> ListTable[Agreed]:
    """The agreement of coders: all codes, then codebooks where there are several, then each code."""
    books = codebook_choices() | {"framework": _("Framework codes")}
    labels = codes.labels(set(found.codes))
    rows: list[Agreed] = [("", _("All codes"), found.overall)]
    if len(found.codebooks) > 1:
        rows += [("", phrases.of_codebook(books.get(id_) or id_), row) for id_, row in found.codebooks.items()]
    rows += [(code, label, found.codes[code]) for code, label in labels.items()]
    return ListTable("agreement", gettext_lazy("Coder agreement"), agreement_columns(), rows, computed_by=computed_by())


def _agreed_name(row: Agreed) -> str:
    code, label, found = row
    name = link("code", code, label) if code else format_html("<strong>{}</strong>", label)
    if not found.puzzles:
        return name
    note = phrases.low_though_alike(found.applied or 0)
    return format_html('{} <span class="small quiet">{}</span>', name, note)


def _alpha(row: Agreed) -> str:
    alpha = row[2].alpha
    if alpha.value is None:
        return format_html(
            '<span class="quiet" title="{}">{}</span>', phrases.alpha_missing(alpha.reason), _("Unknown")
        )
    return _digits(alpha.value)


def _percent(row: Agreed) -> str:
    return percent(row[2].percent)


def _applied(row: Agreed) -> str:
    return percent(row[2].applied)


def _ac1(row: Agreed) -> str:
    return _digits(row[2].ac1)


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
