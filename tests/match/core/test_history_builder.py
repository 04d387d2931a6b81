"""From records to the ranker's history: dates, silence, leads, ties, markets, what was known then."""

from datetime import date

import polars as pl

from bridgehead.match.core import record_frames
from bridgehead.match.core.history_builder import UNDATED, history
from bridgehead.match.core.record_frames import Records
from tests.match.core.world import ACTORS, activity, actor, world

DAY = date(2020, 1, 1)


def made(projects: list[tuple[object, ...]], took: list[tuple[str, str]]) -> Records:
    return Records(
        pl.DataFrame([*ACTORS, actor("pic-1", "firm", "DK")], schema=record_frames.ACTORS, orient="row").with_columns(
            name=pl.when(pl.col("actor") == "pic-1").then(pl.lit("PIC 1")).otherwise("name")
        ),
        pl.DataFrame(projects, schema=record_frames.PROJECTS, orient="row"),
        pl.DataFrame(
            [(f"{p}/{a}", p, a, "", None) for p, a in took], schema=record_frames.PARTICIPATIONS, orient="row"
        ),
        pl.DataFrame(schema=record_frames.TIES),
    )


def starts(known: Records) -> dict[str, date]:
    return dict(history(known, DAY).projects.select("project", "start").iter_rows())


def test_dates_cover_what_they_leave_out_and_nothing_lies_ahead() -> None:
    said = [
        activity(f"p{n}", "A project", start, "") for n, start in enumerate(["2018", "2018-05", "2018-05-31", "2030"])
    ]
    assert list(starts(made(said, [])).values()) == [
        date(2018, 1, 1),
        date(2018, 5, 1),
        date(2018, 5, 31),
        date(2019, 12, 31),
    ]


def test_what_has_no_date_is_old_if_it_says_something_and_else_ties_only() -> None:
    known = made([activity("told", "Harbour", "", ""), activity("fp7", "FP7 project 7", "", "")], [("fp7", "uni")])
    assert starts(known) == {"told": DAY - UNDATED}
    assert history(known, DAY).earlier_ties.rows() == [("fp7", "uni")]
    assert history(known, DAY, as_then=True).projects.is_empty()


def test_who_organises_leads() -> None:
    parts = history(world(), DAY).participations.filter(pl.col("role") == "coordinator")
    assert parts.select("project", "actor").rows() == [("p1", "city")]


def test_the_name_counts_for_whoever_says_more_or_of_whom_nothing_else_is_known() -> None:
    texts = dict(history(made([], []), DAY).actors.select("actor", "text").iter_rows())
    assert texts["battery"] == "Battery  energy storage Makes batteries."
    assert texts["uni"].strip() == "Uni"
    assert texts["pic-1"].strip() == ""
    there = dict(history(world(), DAY).actors.select("actor", "text").iter_rows())
    assert there["uni"] == ""


def test_training_sees_nothing_that_was_said_later() -> None:
    then = history(world(), DAY, as_then=True)
    assert then.actors["text"].unique().to_list() == [""]
    assert then.earlier_ties.is_empty()
    assert then.markets.is_empty()


def test_training_knows_a_name_since_a_text_told_of_its_actor() -> None:
    now, then = (
        {actor: (name, since) for actor, name, since in history(world(), DAY, as_then=as_then).names.iter_rows()}
        for as_then in (False, True)
    )
    assert set(now.values()) == {(actor.title(), None) for actor in now}
    assert then["uni"] == ("Uni", date(2017, 1, 1))
    assert then["other"] == ("Other", date(2018, 1, 1))
    assert then["battery"] == ("Battery", None)


def test_ties_and_activities_reach_into_markets_but_competitors_do_not_tie() -> None:
    known = history(world(), DAY)
    assert set(known.earlier_ties["activity"]) == {"t1"}
    assert set(known.markets.rows()) == {("water", "SE"), ("other", "SE")}


def test_codes_are_programmes_themes_and_classes() -> None:
    project = ("p", "Works", "", "2019", "", "", "H2020", ["SC3", "energy storage"], ["45000000"], "")
    assert set(history(made([project], []), DAY).programmes["code"]) == {"H2020", "SC3", "energy storage", "45000000"}
    assert history(made([project], []), DAY).projects["text"].to_list() == ["Works energy storage Construction work"]


def test_a_theme_is_no_text_by_itself() -> None:
    silent = ("p", "H2020 project 7", "", "2019", "", "", "H2020", ["energy storage"], [], "")
    assert history(made([silent], []), DAY).projects["text"].to_list() == [""]
