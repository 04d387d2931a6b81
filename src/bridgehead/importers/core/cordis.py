"""CORDIS: the EU's own table of its research projects, as its portal lets anybody download it.

Column sets: of Horizon Europe (2025) and of Horizon 2020 (2018 to 2023), see docs/reference/imports.md.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from bridgehead.importers.core.project_records import COORDINATOR, FUNDER, KINDS, Projects, activity_id, size
from bridgehead.importers.core.table_schemas import (
    COUNTRY,
    DATE,
    LINE,
    LONG,
    NAME,
    NUMBER,
    CellReader,
    TableSchema,
    Values,
    address,
    one_of,
    pattern_cell,
    text,
)
from bridgehead.importers.core.town_names import town_of
from bridgehead.kit import partial_dates
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.quotation_marks import strip_stray_quotes

PROJECT_FILE, ORGANISATION_FILE = "project.csv", "organization.csv"
TOPIC_FILE, SCIENCE_FILE = "topics.csv", "euroSciVoc.csv"

GRANT = pattern_cell(r"[\w.\-]+", expects("grant_agreement"))
RCN = pattern_cell(r"\d{1,12}", expects("record_number"))
PIC = pattern_cell(r"\d{6,12}", expects("participant_code"))
FRAMEWORK = pattern_cell(r"[A-Za-z0-9\-]+", expects("framework_programme"), limit=20)
KIND = one_of(KINDS)
YES_NO = CellReader(one_of({"true": True, "false": False}).reads, expects("true_or_false"), blank=None)
WORDS = pattern_cell(r"[A-Za-z][A-Za-z _\-]*", expects("project_role"))


@cache
def _role(value: str) -> str:
    """`thirdParty` as `third_party`, as our own vocabularies are written."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", WORDS.reads(value)).casefold()


ROLE = CellReader(_role, WORDS.expected)
WEBSITE = CellReader(lambda value: address(LINE.reads(value)), LINE.expected)

PROJECTS = TableSchema(
    required={"id": GRANT, "rcn": RCN, "frameworkProgramme": FRAMEWORK, "title": text(800)},
    optional={
        "acronym": text(100),
        "startDate": DATE,
        "endDate": DATE,
        "legalBasis": text(900),
        "topics": LINE,
        "objective": LONG,
    },
    ignored=frozenset(
        {
            "_v",
            "contentUpdateDate",
            "ecMaxContribution",
            "ecSignatureDate",
            "fundingScheme",
            "grantDoi",
            "keywords",
            "masterCall",
            "nature",
            "status",
            "subCall",
            "totalCost",
        }
    ),
    there=frozenset({"acronym", "startDate", "endDate", "objective"}),
)
ORGANISATIONS = TableSchema(
    required={"projectID": GRANT, "organisationID": PIC, "role": ROLE, "activityType": KIND},
    optional={
        "name": NAME,
        "SME": YES_NO,
        "country": COUNTRY,
        "city": LINE,
        "organizationURL": WEBSITE,
        "vatNumber": text(200),
        "order": pattern_cell(r"\d{1,9}", expects("whole_number")),
        "ecContribution": NUMBER,
    },
    ignored=frozenset(
        {
            "_v",
            "active",
            "contactForm",
            "contentUpdateDate",
            "endOfParticipation",
            "geolocation",
            "netEcContribution",
            "nutsCode",
            "postCode",
            "projectAcronym",
            "rcn",
            "shortName",
            "street",
            "totalCost",
        }
    ),
    there=frozenset({"name", "SME", "country", "ecContribution"}),
)
TOPICS = TableSchema(
    required={"topic": LINE, "title": LINE},
    optional={"projectID": GRANT},
    ignored=frozenset({"rcn", "_v"}),
)
TOPIC_TITLES = TableSchema(required={"topic_code": LINE, "topic_title": LINE}, optional={})
SCIENCE = TableSchema(
    required={"projectID": GRANT, "euroSciVocPath": LINE},
    optional={"euroSciVocTitle": LINE},
    ignored=frozenset({"euroSciVocCode", "euroSciVocDescription", "rcn", "_v"}),
)
NO_VAT = {"MISSING", "NOTAPPLICABLE", "NOT APPLICABLE", "NA", "N/A", "0"}

Rows = Iterable[tuple[int, Values]]


def read_projects(
    rows: Rows,
    *,
    titles: Mapping[str, str],
    sciences: Mapping[str, list[str]],
    file: str = PROJECT_FILE,
    refuse: Refuse = refuse_file,
) -> tuple[Projects, dict[str, str]]:
    """Projects, and the ids of their activities by grant agreement.

    Parameters
    ----------
    titles
        Code of a topic to its title.
    sciences
        Grant agreement to the fields of science that CORDIS gives the project, as paths of the
        EuroSciVoc tree.

    Raises
    ------
    InputError
        At a grant agreement or record number that stands twice, or a project that ends before it starts, unless
        `refuse` notes it.
    """
    projects, ids = Projects(), dict[str, str]()
    for number, values in rows:
        id_ = activity_id(values["frameworkProgramme"], values["rcn"])
        twice = "id" if values["id"] in ids else "rcn" if id_ in projects.activities else ""
        if twice:
            refuse(InputError(expects("project_once"), file=file, row=number, column=twice, found=values[twice]))
            continue
        if partial_dates.is_before(values["endDate"], values["startDate"]):
            expected = expects("day_after", column="startDate", start=values["startDate"])
            refuse(InputError(expected, file=file, row=number, column="endDate", found=values["endDate"]))
            continue
        ids[values["id"]] = id_
        projects.activities[id_] = _activity(id_, values, titles, sciences)
    return projects, ids


def _activity(id_: str, values: Values, titles: Mapping[str, str], sciences: Mapping[str, list[str]]) -> dict[str, Any]:
    framework = values["frameworkProgramme"]
    bases = [part.strip().rstrip(".") for part in values["legalBasis"].split(";") if part.strip()]
    topics = [part.strip() for part in values["topics"].split(";") if part.strip()]
    themes = [*bases, *topics, *(titles[t] for t in topics if t in titles), *sciences.get(values["id"], [])]
    basis = bases[0] if bases else ""
    return {
        "id": id_,
        "name": _name(values["acronym"], values["title"]),
        "kind": "project",
        "start": values["startDate"],
        "end": values["endDate"],
        "funder": FUNDER,
        "programme": basis if basis.startswith(framework) else f"{framework} {basis}".strip(),
        "themes": list(dict.fromkeys(theme.replace(";", ",") for theme in themes if theme)),
        "external_id": values["id"],
        "description": values["objective"],
    }


def _name(acronym: str, title: str) -> str:
    name = title if not acronym or title.startswith(acronym) else f"{acronym}: {title}"
    return " ".join(name.split())


def read_organisations(
    rows: Rows,
    projects: Projects,
    ids: Mapping[str, str],
    *,
    file: str = ORGANISATION_FILE,
    refuse: Refuse = refuse_file,
) -> None:
    """Add organisations and their participations to the projects.

    Raises
    ------
    InputError
        At a row whose project is not there, or that stands twice, unless `refuse` notes it.
    """
    seen: dict[tuple[str, str, str, str], int] = {}
    places: dict[str, int] = {}
    for number, values in rows:
        grant, pic, role, order = values["projectID"], values["organisationID"], values["role"], values["order"]
        activity = ids.get(grant)
        if activity is None:
            expected = expects("project_of_file", file=PROJECT_FILE)
            refuse(InputError(expected, file=file, row=number, column="projectID", found=grant))
            continue
        key = (activity, pic, role, order)
        if key in seen:
            expected = expects("role_once_and_row", row=seen[key])
            refuse(InputError(expected, file=file, row=number, column="organisationID", found=pic))
            continue
        seen[key] = number
        projects.add_actor(pic, _actor(values))
        projects.add_part(activity, pic, role, values["ecContribution"])
        if (vat := values["vatNumber"]) and vat.upper() not in NO_VAT:
            projects.vats[pic, vat] = None
        place = int(order) if order else number
        if role == COORDINATOR and place < places.get(activity, place + 1):
            places[activity] = place
            projects.organisers[activity] = pic


def _actor(values: Values) -> dict[str, Any]:
    kind = values["activityType"]
    return {
        "name": strip_stray_quotes(" ".join(values["name"].split())),
        "kind": kind,
        "size": size(kind, values["SME"]),
        "country": values["country"],
        "city": town_of(values["city"], values["country"]),
        "website": values["organizationURL"],
    }


def read_sciences(rows: Rows) -> dict[str, list[str]]:
    """Grant agreement to paths of the EuroSciVoc tree, such as `natural sciences/physical sciences/optics`."""
    sciences: dict[str, list[str]] = {}
    for _, values in rows:
        sciences.setdefault(values["projectID"], []).append(values["euroSciVocPath"].strip("/"))
    return sciences


def read_titles(rows: Rows) -> dict[str, str]:
    """Code of a topic to its title, from either of the layouts that CORDIS has had."""
    titles = {}
    for _, values in rows:
        code, title = ("topic", "title") if "topic" in values else ("topic_code", "topic_title")
        titles[values[code]] = values[title]
    return titles
