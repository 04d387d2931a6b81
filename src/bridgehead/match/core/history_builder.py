"""From the store's records to the history that the partners' ranker reads."""

from datetime import date, timedelta

import polars as pl

from bridgehead.framework.cpv import titles_with_ancestors
from bridgehead.importers.core.project_records import NUMBERED
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.record_frames import Records

LEADS = "coordinator"
AGAINST = "competitor"
UNDATED = timedelta(days=3 * 365)
IN_WORDS = r"^[^\d]*\p{Ll}[^\d]*$"  # a theme such as "energy storage", not a code such as LC-SC3-2018 or SC3


def history(records: Records, day: date, *, as_then: bool = False) -> History:
    """What is known on a day.

    An activity that lies ahead counts as begun the day before: who is to take part is known. One without
    a date counts as three years old if it says anything, else it only ties its participants together, as
    do ties (but to a competitor).

    Parameters
    ----------
    as_then
        Leave out what may not have been known when past activities began, for training: what actors say
        of themselves today, undated activities that say something, ties, markets.
    """
    projects = _projects(records, day)
    silent = pl.col("start").is_null() & (pl.col("text") == "")
    told = projects.filter(~silent if not as_then else pl.col("start").is_not_null())
    latest = day - timedelta(days=1)
    parts = _participations(records)
    old = parts.join(projects.filter(silent), on="project", how="semi").select(activity="project", actor="actor")
    return History(
        projects=told.with_columns(start=pl.col("start").fill_null(day - UNDATED).clip(upper_bound=latest)),
        programmes=_codes(records),
        participations=parts.join(told, on="project", how="semi"),
        actors=_actors(records, parts, silent=as_then),
        earlier_ties=old if as_then else pl.concat([old, _tied(records)]),
        markets=pl.DataFrame(schema={"actor": pl.String, "country": pl.String})
        if as_then
        else _markets(records, parts),
        names=_names(records, parts, told if as_then else told.clear()),
    )


def _projects(records: Records, day: date) -> pl.DataFrame:
    """Projects with their words; a theme says more of what says something, and is no text by itself."""
    words = pl.col("themes").list.eval(pl.element().filter(pl.element().str.contains(IN_WORDS))).list.join(" ")
    bought = records.projects.select("classes").unique().rows()
    titles = pl.DataFrame(
        [(classes, titles_with_ancestors(classes)) for (classes,) in bought if classes],
        schema={"classes": pl.List(pl.String), "bought": pl.String},
        orient="row",
    )
    said = pl.concat_str(_name(), "bought", "description", ignore_nulls=True).str.strip_chars() != ""
    text = pl.concat_str(_name(), words, "bought", "description", separator=" ", ignore_nulls=True)
    return records.projects.join(titles, on="classes", how="left", maintain_order="left").select(
        "project",
        start=_day("start", "-01-01"),
        end=_day("end", "-12-28"),
        text=pl.when(said).then(text.str.strip_chars()).otherwise(pl.lit("")),
    )


def _name() -> pl.Expr:
    """A name, blank where it is a number in a register only, which says nothing."""
    return pl.when(pl.col("name").str.contains(NUMBERED)).then(pl.lit("")).otherwise("name")


def _day(column: str, rest: str) -> pl.Expr:
    """A partial date as a day: what it leaves out is taken from `rest`."""
    return (pl.col(column) + rest).str.head(10).str.to_date("%Y-%m-%d", strict=False)


def _participations(records: Records) -> pl.DataFrame:
    """Who took part, the organiser of an activity as its lead."""
    parts = records.participations.select("project", "actor", "role", "contribution")
    organisers = records.projects.filter(pl.col("organiser").fill_null("") != "").select(
        "project",
        actor="organiser",
        role=pl.lit(LEADS),
        contribution=pl.lit(None, pl.Float64),
    )
    return pl.concat([parts, organisers.join(parts, on=["project", "actor", "role"], how="anti")])


def _codes(records: Records) -> pl.DataFrame:
    codes = pl.concat_list(pl.concat_list("programme"), "themes", "classes")
    return (
        records.projects.select("project", code=codes)
        .explode("code", empty_as_null=True, keep_nulls=True)
        .filter(pl.col("code").fill_null("") != "")
        .unique(maintain_order=True)
    )


def _actors(records: Records, parts: pl.DataFrame, *, silent: bool) -> pl.DataFrame:
    """Facts of actors; the name counts as words of those who say more than it, or of whom nothing else is known."""
    said = pl.concat_str("sector", pl.col("capabilities").list.join(" "), "description", separator=" ")
    unseen = ~pl.col("actor").is_in(parts["actor"].unique().implode())
    words = pl.concat_str(_name(), said, separator=" ")
    return records.actors.select(
        "actor",
        "country",
        kind=pl.concat_str("kind", "size", separator=" ").str.strip_chars(),
        text=pl.lit("")
        if silent
        else pl.when((said.str.strip_chars() != "") | unseen).then(words).otherwise(pl.lit("")),
        since=pl.lit(None, pl.Date),
    )


def _names(records: Records, parts: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Names, known since an actor first took part in something `told` that says anything; always if it did not.

    Registers give names with what they describe, so that to have a name tells what came later.
    """
    described = parts.join(told.filter(pl.col("text") != ""), on="project")
    since = described.group_by("actor").agg(since=pl.col("start").min())
    return records.actors.select("actor", name=_name()).filter(pl.col("name") != "").join(since, on="actor", how="left")


def _tied(records: Records) -> pl.DataFrame:
    ties = records.ties.filter(pl.col("kind") != AGAINST)
    return pl.concat([ties.select(activity="tie", actor=end) for end in ("a", "b")])


def _markets(records: Records, parts: pl.DataFrame) -> pl.DataFrame:
    ties = records.ties.filter(pl.col("market") != "")
    abroad = records.projects.filter(pl.col("market").fill_null("") != "").select("project", country="market")
    return pl.concat(
        [
            *(ties.select(actor=end, country="market") for end in ("a", "b")),
            parts.join(abroad, on="project").select("actor", "country"),
        ]
    ).unique(maintain_order=True)
