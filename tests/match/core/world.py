"""Records of a small world whose answer is plain: batteries for a harbour, water, cheese."""

import polars as pl

from bridgehead.match.core import record_frames
from bridgehead.match.core.record_frames import Records

Row = tuple[object, ...]


def actor(id_: str, kind: str, country: str, description: str = "", *capabilities: str) -> Row:
    return (id_, id_.title(), kind, "sme" if kind == "firm" else "", country, "", list(capabilities), description)


def activity(id_: str, name: str, start: str, text: str, organiser: str = "", market: str = "") -> Row:
    return (id_, name, organiser, start, "", market, "", [], [], text)


ACTORS = [
    actor("battery", "firm", "DK", "Makes batteries.", "energy storage"),
    actor("city", "public", "SE"),
    actor("friend", "firm", "DK", "Advises on money."),
    actor("other", "firm", "DK", "Sells cheese."),
    actor("pump", "firm", "DK"),
    actor("uni", "knowledge", "SE"),
    actor("water", "firm", "DK", "Pumps water."),
]
PROJECTS = [
    activity("p1", "HARBOUR: batteries for harbour buildings", "2017", "Energy storage in buildings", "city"),
    activity("p2", "Clean water", "2018", "Pumps for water works"),
    activity("p3", "", "2019", ""),
    activity("trip", "Trip to Malmö", "2019-05", "Water and cheese", market="SE"),
]
TOOK = [
    ("p1", "uni"),
    ("p1", "pump"),
    ("p2", "water"),
    ("p2", "other"),
    ("p2", "pump"),
    ("p3", "uni"),
    ("p3", "friend"),
]
TOOK += [("trip", "water"), ("trip", "other")]
TIES = [("t1", "battery", "city", "", "contact"), ("t2", "friend", "city", "", "competitor")]


def world(without: frozenset[tuple[str, ...]] = frozenset()) -> Records:
    """The records; `without` some: ("tie", "t1"), ("took", "p1", "uni"), ("words", "battery")."""
    blank = {name: row for row in ACTORS if ("words", (name := str(row[0]))) in without}
    actors = [(*row[:6], [], "") if str(row[0]) in blank else row for row in ACTORS]
    took = [(f"{p}/{a}", p, a, "", None) for p, a in TOOK if ("took", p, a) not in without]
    ties = [row for row in TIES if ("tie", row[0]) not in without]
    return Records(
        pl.DataFrame(actors, schema=record_frames.ACTORS, orient="row"),
        pl.DataFrame(PROJECTS, schema=record_frames.PROJECTS, orient="row"),
        pl.DataFrame(took, schema=record_frames.PARTICIPATIONS, orient="row"),
        pl.DataFrame(ties, schema=record_frames.TIES, orient="row"),
    )
