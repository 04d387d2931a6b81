"""The H2020 graph: who took part in which project, with neither names nor titles.

A file of the eunets collection made from CORDIS: `participations.csv`, a row a participation, and
`programme_parts.csv`, a row a project and part of the programme (SC3, LEIT). `fp7_edges.csv` has who
took part in which project of the programme before; its organisations are a PIC, or the MD5 of a name, which
says who it is to whoever knows the name.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import md5

from bridgehead.importers.core.cordis import KIND, PIC, RCN, ROLE, Rows
from bridgehead.importers.core.project_records import COORDINATOR, FUNDER, Projects, activity_id
from bridgehead.importers.core.table_schemas import COUNTRY, DATE, LINE, NUMBER, TableSchema, or_blank, pattern_cell
from bridgehead.kit import partial_dates
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

PARTICIPATION_FILE, PART_FILE, FP7_FILE = "participations.csv", "programme_parts.csv", "fp7_edges.csv"
FRAMEWORK, EARLIER = "H2020", "FP7"

PARTICIPATIONS = TableSchema(
    required={"rcn": RCN, "role": ROLE, "pic": PIC, "type": KIND},
    optional={
        "contribution": or_blank(NUMBER, "NA"),
        "country": COUNTRY,
        "start_date": or_blank(DATE, "NA"),
        "end_date": or_blank(DATE, "NA"),
    },
    ignored=frozenset(["max_contribution", "total_cost", "start_year", "end_year", "duration", "group", "nunique"]),
)
PARTS = TableSchema(required={"rcn": RCN, "programme_part": LINE}, optional={})
FP7 = TableSchema(
    required={
        "projectRcn": RCN,
        "new_org_id": pattern_cell(r"\d{6,12}|[0-9a-f]{32}", expects("pic_or_md5")),
    },
    optional={},
    delimiters="\t,;",
)

MARKS = re.compile(r"[^\w\s]")


def read_parts(rows: Rows) -> dict[str, list[str]]:
    """Record number of a project to the parts of the programme that it belongs to."""
    parts: dict[str, list[str]] = {}
    for _, values in rows:
        parts.setdefault(values["rcn"], []).append(values["programme_part"].replace(";", ","))
    return parts


def read_participations(
    rows: Rows, parts: Mapping[str, list[str]], *, file: str = PARTICIPATION_FILE, refuse: Refuse = refuse_file
) -> Projects:
    """Projects of the graph.

    Raises
    ------
    InputError
        At a participation that stands twice, or a project that ends before it starts, unless `refuse` notes it.
    """
    projects = Projects()
    for number, values in rows:
        id_ = activity_id(FRAMEWORK, values["rcn"])
        pic = values["pic"]
        if (id_, pic, values["role"]) in projects.parts:
            expected = expects("role_once")
            refuse(InputError(expected, file=file, row=number, column="pic", found=pic))
            continue
        if partial_dates.is_before(values["end_date"], values["start_date"]):
            expected = expects("day_after", column="start_date", start=values["start_date"])
            refuse(InputError(expected, file=file, row=number, column="end_date", found=values["end_date"]))
            continue
        if id_ not in projects.activities:
            projects.activities[id_] = _activity(
                id_, FRAMEWORK, start=values["start_date"], end=values["end_date"], themes=parts.get(values["rcn"], [])
            )
        projects.add_actor(
            pic,
            {
                "name": "",
                "kind": values["type"],
                "country": values["country"],
            },
        )
        projects.add_part(id_, pic, values["role"], values["contribution"])
        if values["role"] == COORDINATOR:
            projects.organisers.setdefault(id_, pic)
    return projects


def add_fp7(rows: Rows, projects: Projects, known: Mapping[str, str]) -> None:
    """Add the projects of FP7 in which organisations of the graph took part.

    Parameters
    ----------
    known
        Names of organisations by PIC; of two with the same hash neither is recognised by it.
    """
    pics = _by_hash(known) | {pic: pic for pic in projects.actors}
    for _, values in rows:
        pic = pics.get(values["new_org_id"])
        if pic in projects.actors:
            id_ = activity_id(EARLIER, values["projectRcn"])
            projects.activities.setdefault(id_, _activity(id_, EARLIER))
            projects.parts[id_, pic, "participant"] = None


def hashes(name: str) -> set[str]:
    """What FP7 calls an organisation of that name: the MD5 of it in capitals, its marks perhaps blanks."""
    written = {name.upper(), " ".join(MARKS.sub(" ", name.upper()).split())}
    return {md5(form.encode(), usedforsecurity=False).hexdigest() for form in written}


def _by_hash(known: Mapping[str, str]) -> dict[str, str]:
    pairs = [(hashed, pic) for pic, name in known.items() if name for hashed in hashes(name)]
    count = Counter(hashed for hashed, _ in pairs)
    return {hashed: pic for hashed, pic in pairs if count[hashed] == 1}


def _activity(
    id_: str, framework: str, *, start: str = "", end: str = "", themes: Collection[str] = ()
) -> dict[str, object]:
    return {
        "id": id_,
        "name": "",
        "kind": "project",
        "start": start,
        "end": end,
        "funder": FUNDER,
        "programme": framework,
        "themes": list(themes),
    }
