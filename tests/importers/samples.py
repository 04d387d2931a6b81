"""Small valid inputs of every importer, and what running one means."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import apps

from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case

PROJECTS = """\
id,rcn,acronym,title,startDate,endDate,frameworkProgramme,legalBasis,topics,objective
700001,200001,HARBOUR,Batteries in harbours,2018-01-01,2020-12-31,H2020,H2020-EU.3.3.2.,LCE-01-2017,Store energy
700002,200002,TIDE,Power from the tide,2018-06-01,,H2020,H2020-EU.3.3.,LCE-02-2017,"Use the sea;
day and night"
"""
ORGANISATIONS = """\
projectID,organisationID,name,SME,activityType,country,city,organizationURL,vatNumber,rcn,order,role,ecContribution
700001,999000001,HAVN ENERGI APS,true,PRC,DK,Aarhus,https://havn.example,DK11111111,1,1,coordinator,"771225,1"
700001,999000002,,,HES,UK,,,,2,2,participant,100.5
700002,999000002,,false,HES,UK,,,,2,1,coordinator,
700002,999000003,PARADEIGMA AE,false,PRC,EL,Athina,,MISSING,3,2,thirdParty,0
"""
PARTICIPATIONS = """\
rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution
200001,coordinator,999000001,PRC,771225.1,DK,2018-01-01,2020-12-31,1000000
200001,participant,999000002,HES,NA,UK,2018-01-01,2020-12-31,1000000
"""
PARTS = "rcn,programme_part\n200001,SC3\n200001,LEIT\n"
TOPICS: list[dict[str, Any]] = [
    {
        "topicId": "HORIZON-CL5-2026-01",
        "title": "Storage in harbours",
        "callStatus": "open",
        "deadline": "2026-09-15",
        "budgetMax": 5000000,
        "typesOfAction": "HORIZON  Research and Innovation Actions",
        "portalUrl": "https://portal.example/horizon-cl5-2026-01",
        "description": "Batteries for the harbourâ€™s buildings.",
    },
    {"topicId": "LIFE-2026-02", "title": "Clean water", "callStatus": "forthcoming"},
]
ACTORS = "id,name,kind,country,founded\nhavn,Havn Energi,firm,DK,2014\naros,Aros University,knowledge,DK,1928\n"
MEMBERSHIPS = "member,cluster,since,until\nhavn,aros,2015,\n"


@dataclass(frozen=True)
class Sample:
    """A valid input: its files, and the table whose rows the faults are put into."""

    files: Mapping[str, str]
    run: Callable[[Path], object]
    table: str

    def write(self, folder: Path, **changed: str | bytes) -> Path:
        """Write the files, some of them with other content; what the importer is to be given."""
        folder.mkdir(exist_ok=True)
        for name, content in {**self.files, **changed}.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder


def importer(format_: str) -> Callable[[Path], object]:
    return lambda path: import_file(format_, path, viewer=COMMAND_LINE)


CORDIS = Sample({"project.csv": PROJECTS, "organization.csv": ORGANISATIONS}, importer("cordis"), "organization.csv")
H2020 = Sample(
    {"participations.csv": PARTICIPATIONS, "programme_parts.csv": PARTS}, importer("h2020"), "participations.csv"
)
CASE = Sample(
    {"actors.csv": ACTORS, "memberships.csv": MEMBERSHIPS}, partial(import_case, viewer=COMMAND_LINE), "actors.csv"
)
FOLDERS = {"cordis": CORDIS, "h2020": H2020, "case": CASE}


def write_calls(path: Path, topics: object = TOPICS) -> Path:
    path.write_text(json.dumps(topics), encoding="utf-8")
    return path


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the product, to see that nothing changed."""
    models = apps.get_app_config("bridgehead").get_models()
    return {model.__name__: sorted(model._default_manager.values_list(), key=repr) for model in models}
