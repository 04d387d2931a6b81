"""The sentences of imports: what was imported, what a format takes, signs for and against a duplicate."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.importers.core.column_mapping import IGNORED
from bridgehead.importers.core.reading_choices import DAY_FIRST, MONTH_FIRST, YEAR_FIRST
from bridgehead.importers.core.record_linkage import Sign
from bridgehead.importers.phrases.expected import EXPECTED as EXPECTED
from bridgehead.kit.phrases import and_list, share

STEPS: Mapping[str, Promise] = MappingProxyType(
    {
        "cluster": gettext_lazy("Your cluster"),
        "members": gettext_lazy("Your members"),
        "colleagues": gettext_lazy("Your colleagues"),
        "opportunities": gettext_lazy("What is out there"),
    }
)
"""The steps of the set-up of a workspace, in their order."""


def skipped_step(said: Mapping[str, Any]) -> str:
    """A step of the set-up, or all of it, was skipped."""
    if said["subject"] not in STEPS:
        return _("Set-up dismissed")
    return _("Set-up step skipped: {step}").format(step=STEPS[said["subject"]])


CHANGES: Mapping[str, Any] = {
    "members.import": gettext_lazy("Members imported from {file}"),
    "projects.import": gettext_lazy("Projects imported from {file}"),
    "calls.import": gettext_lazy("Calls imported from {file}"),
    "tenders.import": gettext_lazy("Tenders imported from {file}"),
    "members.join": gettext_lazy("Listed organisations made members"),
    "member.add": gettext_lazy("Member added: {name}"),
    "set_up.skip": skipped_step,
}
FORMAT_PHRASES: Mapping[str, tuple[Promise, Promise]] = MappingProxyType(
    {
        "members": (
            gettext_lazy("Member or contact list"),
            gettext_lazy("A spreadsheet (XLSX, ODS, XLS or CSV) with any headings, or contact cards (VCF)."),
        ),
        "cordis": (
            gettext_lazy("CORDIS projects"),
            gettext_lazy("The zip file from the CORDIS portal, with project.csv and organization.csv."),
        ),
        "h2020": (
            gettext_lazy("H2020 graph"),
            gettext_lazy("A zip file with participations.csv and programme_parts.csv."),
        ),
        "h2020-fp7": (
            gettext_lazy("H2020 graph with FP7"),
            gettext_lazy("A zip file with participations.csv, programme_parts.csv and fp7_edges.csv."),
        ),
        "calls": (
            gettext_lazy("EU calls"),
            gettext_lazy("A JSON file of topics from the EU Funding & Tenders portal, packed (.json.gz) or not."),
        ),
        "ted": (
            gettext_lazy("TED tenders"),
            gettext_lazy("A zip file with notices.csv and awards.csv, or a search result from TED (JSON or CSV)."),
        ),
    }
)
"""Title of each format and what it takes."""

MEMBER_FIELDS: Mapping[str, Promise] = MappingProxyType(
    {
        "id": gettext_lazy("Bridgehead id"),
        "name": gettext_lazy("Name"),
        "record": gettext_lazy("Organisation or person"),
        "employer": gettext_lazy("Organisation of the person"),
        "kind": gettext_lazy("Kind"),
        "size": gettext_lazy("Size (SME or large)"),
        "employees": gettext_lazy("Employees"),
        "country": gettext_lazy("Country"),
        "region": gettext_lazy("Region"),
        "city": gettext_lazy("City"),
        "founded": gettext_lazy("Founded"),
        "sector": gettext_lazy("Sector"),
        "capabilities": gettext_lazy("Capabilities"),
        "description": gettext_lazy("Description"),
        "website": gettext_lazy("Website"),
        "aliases": gettext_lazy("Other names"),
        "cvr": gettext_lazy("CVR number"),
        "vat": gettext_lazy("VAT number"),
        "pic": gettext_lazy("PIC"),
        "lei": gettext_lazy("LEI"),
        "contact_name": gettext_lazy("Contact person: name"),
        "contact_first_name": gettext_lazy("Contact person: first name"),
        "contact_last_name": gettext_lazy("Contact person: last name"),
        "contact_role": gettext_lazy("Contact person: role"),
        "contact_email": gettext_lazy("Contact person: email"),
        "contact_phone": gettext_lazy("Contact person: phone"),
        "contact_consent": gettext_lazy("Contact person: consent to emails"),
        "contact2_name": gettext_lazy("Second contact: name"),
        "contact2_first_name": gettext_lazy("Second contact: first name"),
        "contact2_last_name": gettext_lazy("Second contact: last name"),
        "contact2_role": gettext_lazy("Second contact: role"),
        "contact2_email": gettext_lazy("Second contact: email"),
        "contact2_phone": gettext_lazy("Second contact: phone"),
        "contact3_name": gettext_lazy("Third contact: name"),
        "contact3_first_name": gettext_lazy("Third contact: first name"),
        "contact3_last_name": gettext_lazy("Third contact: last name"),
        "contact3_role": gettext_lazy("Third contact: role"),
        "contact3_email": gettext_lazy("Third contact: email"),
        "contact3_phone": gettext_lazy("Third contact: phone"),
        "cluster": gettext_lazy("Member of"),
        "member_since": gettext_lazy("Member since"),
        "member_until": gettext_lazy("Member until"),
        IGNORED: gettext_lazy("Ignore"),
    }
)
"""What a column of a member list can hold."""

GUESSES: Mapping[str, Promise] = MappingProxyType(
    {
        "": gettext_lazy("Unknown heading"),
        "chosen": gettext_lazy("Chosen"),
        "heading": gettext_lazy("Heading"),
        "contents": gettext_lazy("Values"),
    }
)
"""Why a column was taken for a field."""

DATE_ORDERS: Mapping[str, Promise] = MappingProxyType(
    {
        DAY_FIRST: gettext_lazy("Day first: 31-05-2019"),
        MONTH_FIRST: gettext_lazy("Month first: 05-31-2019"),
        YEAR_FIRST: gettext_lazy("Year first: 19-05-31"),
    }
)
"""How dates in numbers are written."""

DOUBTS: Mapping[str, Promise] = MappingProxyType(
    {
        "": gettext_lazy("Unknown heading. Choose a field, or leave it out."),
        "contents": gettext_lazy("Guessed from its values."),
    }
)
"""What a page says of a column that somebody should look at."""

SIGNS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "same_number": lambda numbers: _("Same {numbers}").format(numbers=numbers),
        "similar_names": lambda similarity: _("Names {share} similar").format(share=share(similarity)),
        "same_website": lambda host: _("Same website, {host}").format(host=host),
        "different_websites": lambda: _("Different websites"),
        "different_numbers": lambda scheme: _("Different {scheme} numbers").format(scheme=scheme),
        "different_kinds": lambda: _("Different kinds of organisation"),
        "same_country": lambda: _("Same country"),
        "different_countries": lambda: _("Different countries"),
        "same_city": lambda: _("Same city"),
        "different_cities": lambda: _("Different cities"),
    }
)


def duplicate_signs(signs: Iterable[Sign]) -> list[str]:
    """Signs that two records are one organisation, or two, a phrase each."""
    return [SIGNS[sign.code](*sign.values) for sign in signs]


def no_such_format(name: str, known: Iterable[str]) -> str:
    """A format that there is not."""
    return _("Format “{name}” does not exist. Choose {known}.").format(name=name, known=and_list(known))


def no_such_actor(id_: str) -> str:
    """An actor that there is not."""
    return _("Actor “{id}” does not exist.").format(id=id_)


def list_actors() -> str:
    """Which command lists actors."""
    return _("List actors with `bridgehead members`.")


def two_needed() -> str:
    """One record was given twice."""
    return _("choose two different organisations.")


def matched_by_name(count: int) -> str:
    """How many organisations of a file were matched to existing ones."""
    text = ngettext(
        "{count} organisation matched to an existing one by name, country and place",
        "{count} organisations matched to existing ones by name, country and place",
        count,
    )
    return text.format(count=f"{count:,}")


def rows_rejected(count: int, files: str) -> str:
    """How many rows were left out, and where they are."""
    text = ngettext("{count} row rejected. See {files}.", "{count} rows rejected. See {files}.", count)
    return text.format(count=f"{count:,}", files=files)


def values_left_blank(count: int) -> str:
    """How many texts of a file were left blank, since it is not certain what they say."""
    text = ngettext("{count} value left blank", "{count} values left blank", count)
    return text.format(count=f"{count:,}")


def no_such_step(name: str) -> str:
    """A step of the set-up that there is not."""
    return _("The set-up has no step “{name}”.").format(name=name)
