"""Exports of the systems that clusters keep their members in, by the columns that their documentation gives.

HubSpot: knowledge.hubspot.com/companies/hubspot-crm-default-company-properties and the like of contacts.
Odoo: www.odoo.com/documentation/18.0/applications/essentials/export_import_data.html (relation fields).
CiviCRM: primary fields, docs.civicrm.org/user/en/latest/common-workflows/exporting-your-contacts.
Mailchimp: mailchimp.com/help/manage-audience-signup-form-fields, with the columns that an export adds.
"""

from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.importers.readers.member_lists import open_list
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def bring_in(tmp_path: Path, content: str) -> ImportOutcome:
    path = tmp_path / "export.csv"
    path.write_text(content, encoding="utf-8")
    return import_file("members", path, viewer=COMMAND_LINE)


def people() -> set[tuple[str, str, str]]:
    return set(Person.objects.values_list("actor__name", "name", "email"))


def test_companies_of_hubspot(tmp_path: Path) -> None:
    outcome = bring_in(
        tmp_path,
        "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,State/Region,Postal Code,"
        "Industry,Company Domain Name,Website URL,Number of Employees,Annual Revenue,Type,Description,Year Founded,"
        "Lifecycle Stage\n"
        "17,North Pumps,Ane Holm,2024-01-02 10:00,,Aalborg,Denmark,Nordjylland,9000,MACHINERY,northpumps.example,"
        "https://northpumps.example,45.0,1200000,PROSPECT,Pumps for city water,1999,customer\n",
    )
    found = Actor.objects.get()
    assert (found.name, found.city, found.country, found.region) == ("North Pumps", "Aalborg", "DK", "Nordjylland")
    assert (found.staff, found.size, found.founded, found.kind) == (45.0, "sme", "1999", "firm")
    assert (found.website, found.description) == ("https://northpumps.example", "Pumps for city water")
    assert not Person.objects.exists()
    told = {b.error.column for b in outcome.blanked}
    assert {"Type", "Annual Revenue", "Company owner", "Lifecycle Stage", "Postal Code"} <= told


def test_contacts_of_hubspot(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lead Status,Create Date,"
        "Associated Company,Marketing contact status\n"
        "1,Ane,Holm,ane@e.example,12345678,CEO,Alfa ApS,New,2024-01-02 10:00,Alfa ApS,Non-marketing contact\n"
        "2,Bo,Lind,bo@e.example,,,,New,2024-01-02 10:00,Beta ApS,\n",
    )
    assert people() == {("Alfa ApS", "Ane Holm", "ane@e.example"), ("Beta ApS", "Bo Lind", "bo@e.example")}
    assert set(Person.objects.values_list("role", flat=True)) == {"CEO", ""}


def test_companies_and_people_of_odoo(tmp_path: Path) -> None:
    outcome = bring_in(
        tmp_path,
        "External ID,Name,Is a company,Related company,Address type,Street,ZIP,City,State,Country,Email\n"
        "c1,Aurora Shelves,True,,,25 Pacific Road,95101,San José,California,United States,info@aurora.example\n"
        "p1,Roger Martins,False,Aurora Shelves,Contact,,,,,,roger@aurora.example\n"
        "p2,Yvan Holiday,0,,Contact,,,,,,yvan@e.example\n",
    )
    assert list(Actor.objects.values_list("name", "city", "country")) == [("Aurora Shelves", "San José", "US")]
    assert people() == {
        ("Aurora Shelves", "Roger Martins", "roger@aurora.example"),
        ("Aurora Shelves", "info@aurora.example", "info@aurora.example"),
    }
    alone = [b.error for b in outcome.blanked if b.error.code == "person_alone"]
    assert [(e.row, e.found) for e in alone] == [(4, "Yvan Holiday")]
    assert "a person without an organisation" in alone[0].reason


def test_organisations_and_people_of_civicrm(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        "Contact ID,Contact Type,Contact Subtype,Do Not Email,No Bulk Emails (User Opt Out),Sort Name,Display Name,"
        "First Name,Last Name,Job Title,Current Employer,Organization Name,Street Address,City,Postal Code,State,"
        "Country,Phone,Email\n"
        "1,Organization,,,,Beta ApS,Beta ApS,,,,,Beta ApS,Vej 1,Odense,5000,,Denmark,,\n"
        '2,Individual,,1,,"Lind, Bo",Bo Lind,Bo,Lind,CTO,Beta ApS,Beta ApS,,,,,,12345678,bo@e.example\n'
        '3,Individual,,,,"Ek, Eva",Eva Ek,Eva,Ek,,Kyst AS,,,,,,,,eva@e.example\n'
        "4,Household,,,,Ek family,Ek family,,,,,,,,,,,,\n",
    )
    assert list(Actor.objects.order_by("name").values_list("name", "city")) == [("Beta ApS", "Odense"), ("Kyst AS", "")]
    assert people() == {("Beta ApS", "Bo Lind", "bo@e.example"), ("Kyst AS", "Eva Ek", "eva@e.example")}


MAILCHIMP = (
    "MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,"
    "LAST_CHANGED,LEID,EUID"
)
VALUES = "2,2024-01-02 10:00:00,1.2.3.4,2024-01-02 10:01:00,1.2.3.4,55.1,10.2,1,2,Europe/Copenhagen,DK,2024-02-03,12,ab"


def test_an_audience_of_mailchimp(tmp_path: Path) -> None:
    content = f"Email Address,First Name,Last Name,Company,Phone Number,{MAILCHIMP}\n"
    bring_in(tmp_path, f"{content}ane@e.example,Ane,Holm,Alfa ApS,12345678,{VALUES}\n")
    assert people() == {("Alfa ApS", "Ane Holm", "ane@e.example")}
    fields = {p.heading: p.field for p in open_list(tmp_path / "export.csv").columns}
    assert {fields[heading] for heading in MAILCHIMP.split(",")} == {"-"}


def test_an_audience_without_organisations_is_no_member_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="names of the members"):
        bring_in(tmp_path, f"Email Address,First Name,Last Name,{MAILCHIMP}\nane@e.example,Ane,Holm,{VALUES}\n")
