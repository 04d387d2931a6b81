"""What training learns from: which projects, asked how, and nothing of what came later."""

import polars as pl

from bridgehead.match.core.ranking.training import examples
from bridgehead.match.core.ranking.training.labelled_queries import labelled_queries
from tests.match.core.ranking.world import AFTER, DAY, LITTLE, untold, world


def test_lessons_come_from_before_the_day() -> None:
    history = world()
    days = examples.snapshots(history.before(DAY), DAY, LITTLE)
    assert days == sorted(days)
    assert days[-1] < DAY
    found = examples.collect_examples(history.before(DAY), DAY, lambda items, _: items, 0, LITTLE)
    assert found is not None
    future = {case.project for case in labelled_queries(history, DAY, AFTER)}
    assert not {lesson.project for lesson in found[0]} & future


def test_projects_without_a_text_teach_too_but_count_less() -> None:
    past = untold(world()).before(DAY)
    found = examples.collect_examples(past, DAY, lambda items, _: items, 0, LITTLE)
    assert found is not None
    silent = set(past.projects.filter(pl.col("text") == "")["project"])
    told = [lesson for lesson in found[0] if lesson.counts == 1]
    assert {lesson.counts for lesson in found[0] if lesson.project in silent} == {LITTLE.without_text}
    assert not {lesson.project for lesson in told} & silent
    assert {lesson.led for lesson in told} == {True, False}


def test_a_team_teaches_as_if_others_of_it_led_and_the_lead_is_looked_for() -> None:
    past = world().before(DAY)
    then = examples.snapshots(past, DAY, LITTLE)[-1]
    asked = list(examples.snapshot_queries(past, past.before(then), then, DAY, 0, LITTLE))
    own = {one.case.project: one.case for one in asked if one.led and one.counts == 1}
    others = [one.case for one in asked if one.counts == LITTLE.led_by_another and one.case.project in own]
    assert others
    known = set(past.before(then).actors["actor"])
    for case in others:
        first = own[case.project]
        assert case.query.lead in first.relevant & known
        assert case.relevant | {case.query.lead} == first.relevant | {first.query.lead}
        assert case.query.text == first.query.text
