"""Words that every template may use: how countries, money, dates and drawings are written on a page."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bridgehead.kit import countries, partial_dates, record_pages, record_tabs, svg
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.submissions import new_token

register = template.Library()

ABBREVIATIONS = {"cpv": "CPV", "eu": "EU", "gdp": "GDP", "ict": "ICT", "rd": "R&D", "sme": "SME", "smes": "SMEs"}


@register.simple_tag
def token() -> SafeString:
    """The hidden field by which pressing a form's button twice does its work once (`kit.submissions`)."""
    return format_html('<input type="hidden" name="token" value="{}">', new_token())


@register.filter
def get_item(values: Mapping[str, Any], key: str) -> Any:
    """What a mapping has for a key; nothing where it has none."""
    return values.get(key, "")


@register.filter
def country(code: str) -> str:
    """Name of a country."""
    return countries.name(code) if code else ""


@register.filter
def country_list(codes: Iterable[str]) -> str:
    """Names of countries, separated by commas."""
    return ", ".join(countries.name(code) for code in codes)


@register.filter
def language(code: str) -> str:
    """Name of a language."""
    return countries.languages().get(code, code)


@register.filter
def spell_out(name: str) -> str:
    """A name that a file gives as one word, as words: `gdp_abroad` is shown as `GDP abroad`."""
    return capfirst(" ".join(ABBREVIATIONS.get(word, word) for word in name.split("_")))


@register.filter
def as_sentence(text: object) -> str:
    """An error as a sentence of its own: with a capital, and with its full stop."""
    said = capfirst(str(text))
    return said if said.endswith((".", "?", "!")) else f"{said}."


@register.filter
def number(value: float | str | None) -> str:
    """A number with its thousands set apart; nothing for what is unknown."""
    if value is None or isinstance(value, str):
        return ""
    return number_format(value, None if float(value) % 1 else 0, force_grouping=True)


@register.filter
def signed(value: float) -> str:
    """A change with its sign."""
    return f"{value:+g}".replace("-", "\N{MINUS SIGN}")


@register.filter
def euros(value: float | None) -> str:
    """Money, to the euro."""
    return "" if value is None else f"€\N{NO-BREAK SPACE}{number_format(round(value), 0, force_grouping=True)}"


@register.filter
def percent(value: float | None) -> str:
    """A share as a percentage, to the whole number."""
    return "" if value is None else f"{number_format(round(100 * value), 0)}\N{NO-BREAK SPACE}%"


@register.filter
def date_text(text: str) -> SafeString | str:
    """A partial date as people write it: 2019, May 2019, 31 May 2019."""
    if not text:
        return ""
    return format_html('<time datetime="{}">{}</time>', text, short_date(text))


def short_date(text: str) -> str:
    """The same as plain words, for a sentence or a mail."""
    shape = {4: "Y", 7: "M Y"}.get(len(text), "j M Y")
    return date_format(partial_dates.starts(text), shape) if text else ""


@register.filter
def is_past(text: str, today: str) -> bool:
    """Whether all of a partial date lies before a day."""
    return bool(text) and partial_dates.is_before(text, today)


@register.simple_tag
def period_text(since: str, until: str) -> SafeString | str:
    """From when to when, as far as is known."""
    if since and until:
        return date_text(since) if since == until else format_html("{} – {}", date_text(since), date_text(until))
    if since:
        return format_html(_("since {}"), date_text(since))
    return format_html(_("until {}"), date_text(until)) if until else ""


@register.filter
def href(address: str) -> str:
    """An address from outside if a browser can safely follow it, else nothing."""
    bare = "://" not in address and ":" not in address.partition("/")[0]
    try:
        parts = urlsplit(f"https://{address}" if bare else address)
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else ""


@register.filter
def without_scheme(address: str) -> str:
    """An address as people say it."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@register.simple_tag
def interval(value: float | None, low: float = 0.0, high: float = 1.0, own: float | None = None) -> SafeString:
    """A dot with its interval; an open ring for what is unknown, a small ring for what is one's own."""
    return svg.interval(value, low, high, own)


@register.simple_tag
def bar(value: float, low: float | None = None, high: float | None = None) -> SafeString:
    """A thin bar from 0 to 1."""
    return svg.bar(value, low, high)


@register.simple_tag
def strip(title: str, shares: Iterable[svg.StripPart]) -> SafeString:
    """A stacked strip of origins."""
    return svg.strip(title, shares)


@register.simple_tag
def stack(shares: Iterable[svg.StripPart], whole: float) -> SafeString:
    """A strip of origins as long as its sum is of `whole`."""
    return svg.stack(shares, whole)


@register.filter
def record_href(table: str, id_: str) -> str:
    """Where a record's own page is; nothing for tables whose records have none."""
    route = record_pages.own_page(table)
    return reverse(route, args=[id_]) if route else ""


class RecordLink(Protocol):
    """A record that words point to: its table, its id, and what it is called in them."""

    @property
    def table(self) -> str:
        """Its table."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What the words call it."""


@register.simple_tag
def link_records(text: str, records: Iterable[RecordLink], elsewhere: str = "") -> SafeString:
    """Words in which the records that they name are links; `elsewhere` for records without a page of their own."""
    parts: list[tuple[SafeString | str]] = []
    for record in records:
        before, found, after = text.partition(record.label) if record.label else (text, "", "")
        if not found:
            continue
        where = record_href(record.table, record.id) or elsewhere
        link = format_html('<a href="{}">{}</a>', where, found) if where else found
        parts += [(before,), (link,)]
        text = after
    return format_html_join("", "{}", [*parts, (text,)])


@register.inclusion_tag("kit/sort_heading.html", takes_context=True)
def heading(context: dict[str, Any], listing: ListPage[Any], key: str, label: str, kind: str = "") -> dict[str, Any]:
    """The heading of a column that a list can be sorted by."""
    return {
        "request": context["request"],
        "label": label,
        "kind": kind,
        "order": listing.next_order(key),
        "direction": listing.direction(key),
    }


@register.inclusion_tag("kit/record_tabs.html", takes_context=True, name="record_tabs")
def tabs_of_record(context: Mapping[str, Any], record: Any) -> dict[str, Any]:
    """The pages on a record that the viewer may open, as tabs; the page that is shown is marked."""
    return {
        "name": str(record),
        "tabs": record_tabs.tabs_of(record, context["viewer"]),
        "request": context["request"],
    }
