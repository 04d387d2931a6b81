"""Write what countries did in Horizon 2020, to compare identities with: `python -m scripts.build_cordis_identity DIR`.

DIR holds the public records of CORDIS (`cordis-cleantech/`, `h2020-graph/`), which stay outside the project. Only
figures of whole countries lie in `framework/data/cordis_identity.csv`; source, licence and day are in
`cordis_identity.toml`. They are computed by `influence.core.regional_identity`, as for a workspace's own records.
"""

import csv
import gzip
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import polars as pl

from bridgehead.framework.cordis_identity import COLUMNS, DATA
from bridgehead.influence.core import regional_identity
from bridgehead.influence.core.regional_identity import CODES, PARTICIPATIONS, TIES
from bridgehead.kit.countries import names

FEWEST_PROJECTS = 50
"""A country with fewer says little of itself."""
COMPARED = 10
ISO = {"UK": "GB", "EL": "GR"}
CLEANTECH, ALL = "cleantech", "all"

Work = tuple[pl.DataFrame, pl.DataFrame, Mapping[str, str]]


def cleantech(folder: Path) -> Work:
    """The cleantech projects: who took part in what, the programme of each, the country of each organisation."""
    with (folder / "organization.csv").open(encoding="utf-8-sig", newline="") as file:
        took = [(r["projectID"], r["organisationID"], r["country"]) for r in csv.DictReader(file, delimiter=";")]
    with (folder / "project.csv").open(encoding="utf-8-sig", newline="") as file:
        projects = list(csv.DictReader(file, delimiter=";"))
    basis = {p["id"]: p["legalBasis"].split(";")[0].rstrip(".") for p in projects}
    return _work(took, {p["id"]: p["startDate"][:4] for p in projects}, basis)


def horizon(folder: Path) -> Work:
    """All projects, with the part of the programme of each."""
    with _gzipped(folder / "participations.csv.gz") as file:
        rows = list(csv.DictReader(file))
    with _gzipped(folder / "programme_parts.csv.gz") as file:
        parts = {row["rcn"]: row["programme_part"] for row in csv.DictReader(file)}
    started = {row["rcn"]: row["start_year"] for row in rows}
    return _work(((row["rcn"], row["pic"], row["country"]) for row in rows), started, parts)


def figures(work: Work) -> Iterator[dict[str, object]]:
    """A row for each country with enough projects: its outside partners and its focus, beside those of its size."""
    took, codes, country = work
    inside: dict[str, set[str]] = {}
    for actor, code in country.items():
        if code in names():
            inside.setdefault(code, set()).add(actor)
    regions = {code: frozenset(actors) for code, actors in sorted(inside.items())}
    projects = {code: len(regional_identity.insider_activities(took, actors)) for code, actors in regions.items()}
    enough = {code: actors for code, actors in regions.items() if projects[code] >= FEWEST_PROJECTS}
    ties = pl.DataFrame(schema=TIES)
    for code, actors in enough.items():
        others = nearest(code, {name: projects[name] for name in enough})
        beside = {name: enough[name] for name in (code, *others)}
        strength = regional_identity.strength(took, ties, beside, beside, others)["all"][code]
        focus = regional_identity.focus(took, codes, actors)
        yield {
            "country": code,
            "projects": projects[code],
            "organisations": len(actors),
            "outside": strength.outside,
            "ratio": strength.ratio,
            "ratio_low": strength.interval[0] if strength.interval else None,
            "ratio_high": strength.interval[1] if strength.interval else None,
            "codes": focus.codes,
            "diversity": focus.diversity[regional_identity.VERDICT_ORDER],
            "diversity_low": focus.interval[0] if focus.interval else None,
            "diversity_high": focus.interval[1] if focus.interval else None,
            "compared": " ".join(others),
        }


def nearest(code: str, projects: Mapping[str, int]) -> list[str]:
    """The countries whose number of projects is nearest, as a page chooses them."""
    own = math.log(projects[code])
    others = sorted(projects.keys() - {code}, key=lambda name: (abs(math.log(projects[name]) - own), name))
    return others[:COMPARED]


def build(folder: Path, out: Path = DATA) -> None:
    """Write the table."""
    sets = {CLEANTECH: cleantech(folder / "cordis-cleantech"), ALL: horizon(folder / "h2020-graph")}
    with (out / "cordis_identity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for name, work in sets.items():
            for row in figures(work):
                writer.writerow({"set": name} | {key: _text(value) for key, value in row.items()})


def _work(took: Iterable[tuple[str, str, str]], started: Mapping[str, str], basis: Mapping[str, str]) -> Work:
    """Frames of `regional_identity`, and each organisation's country: the one it is most often listed under."""
    listed: dict[str, Counter[str]] = {}
    rows = set()
    for project, actor, country in took:
        listed.setdefault(actor, Counter())[ISO.get(country, country)] += 1
        rows.add((project, actor, int(started[project]) if started.get(project) else None))
    coded = [(project, code) for project, code in basis.items() if code]
    return (
        pl.DataFrame(sorted(rows, key=lambda row: row[:2]), schema=PARTICIPATIONS, orient="row"),
        pl.DataFrame(coded, schema=CODES, orient="row"),
        {actor: min(found, key=lambda code: (-found[code], code)) for actor, found in listed.items()},
    )


def _gzipped(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8", newline="")


def _text(value: object) -> str:
    return "" if value is None else format(value, ".3f") if isinstance(value, float) else str(value)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
