"""What the ranker reads: eight frames whose schemas it owns, and their state on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields, replace

import polars as pl

SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "projects": {"project": pl.String(), "start": pl.Date(), "end": pl.Date(), "text": pl.String()},
    "programmes": {"project": pl.String(), "code": pl.String()},
    "participations": {
        "project": pl.String(),
        "actor": pl.String(),
        "role": pl.String(),
        "contribution": pl.Float64(),
    },
    "actors": {
        "actor": pl.String(),
        "country": pl.String(),
        "kind": pl.String(),
        "text": pl.String(),
        "since": pl.Date(),
    },
    "earlier_ties": {"activity": pl.String(), "actor": pl.String()},
    "markets": {"actor": pl.String(), "country": pl.String()},
    "names": {"actor": pl.String(), "name": pl.String(), "since": pl.Date()},
    "aliases": {"alias": pl.String(), "actor": pl.String(), "since": pl.Date()},
}


def empty(name: str) -> pl.DataFrame:
    """One of the frames without a row."""
    return pl.DataFrame(schema=SCHEMAS[name])


@dataclass(frozen=True)
class History:
    """All that is known, each row dated, so that any past day can be restored.

    Attributes
    ----------
    projects
        One row a project: ``project, start, end, text`` (text may be empty).
    programmes
        ``project, code``: the programme parts of a project. May name projects
        that start later; it is only read through projects that have started.
    participations
        ``project, actor, role, contribution``; the role ``coordinator`` leads.
    actors
        ``actor, country, kind, text, since``. An actor is a candidate from
        ``since`` on, always if ``since`` is null. Country, kind and text must
        be facts that do not tell what the actor did after the day asked about.
    earlier_ties
        ``activity, actor``: who took part together in something that was over
        before the first project of this history, such as an older programme.
    markets
        ``actor, country``: markets that an actor is known to reach into.
    names
        ``actor, name, since``: what an actor is called, known from ``since`` on,
        always if that is null.
    aliases
        ``alias, actor, since``: by which other id ``earlier_ties`` know an actor,
        and since when that is known.
    """

    projects: pl.DataFrame
    programmes: pl.DataFrame
    participations: pl.DataFrame
    actors: pl.DataFrame
    earlier_ties: pl.DataFrame
    markets: pl.DataFrame = field(default_factory=lambda: empty("markets"))
    names: pl.DataFrame = field(default_factory=lambda: empty("names"))
    aliases: pl.DataFrame = field(default_factory=lambda: empty("aliases"))

    def __post_init__(self) -> None:
        for item in fields(self):
            frame, schema = getattr(self, item.name), SCHEMAS[item.name]
            missing = [column for column in schema if column not in frame.columns]
            if missing:
                raise ValueError(f"{item.name} lacks the columns {', '.join(missing)}")
            object.__setattr__(self, item.name, frame.select(pl.col(c).cast(t) for c, t in schema.items()))

    @classmethod
    def of_actors(cls, actors: pl.DataFrame) -> History:
        """Build a history in which nothing has happened yet: actors and their texts."""
        return cls(**({name: empty(name) for name in SCHEMAS} | {"actors": actors}))

    def before(self, day: dt.date) -> History:
        """Leave only what had started before `day`."""
        projects = self.projects.filter(pl.col("start") < day)
        started = projects.select("project")
        known = pl.col("since").is_null() | (pl.col("since") < day)
        aliases = self.aliases.filter(known)
        same = dict(aliases.select("alias", "actor").iter_rows())
        return replace(
            self,
            projects=projects,
            programmes=self.programmes.join(started, on="project", how="semi"),
            participations=self.participations.join(started, on="project", how="semi"),
            actors=self.actors.filter(known),
            earlier_ties=self.earlier_ties.with_columns(pl.col("actor").replace(same)),
            names=self.names.filter(known),
            aliases=aliases,
        )
