"""Additionality on the example case, against the formula written out once more from the profile and the network."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.models import Activity, Opportunity, OpportunityComponent
from bridgehead.profile.core import insidership
from bridgehead.profile.services import profile
from bridgehead.profile.services.network_cache import network_of
from bridgehead.workspace.services import example_workspace
from tests.match.shortfall import expected_minimum

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRMS = ("remoni", "stac", "visblue")


@pytest.fixture
def example(settings: Any, tmp_path: Path, db: None) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()


def by_hand(stated: Any, whole: Mapping[str, Any], own: Mapping[str, Any], near: float) -> float | None:
    known = [row for row in stated if whole[row.component].label != "unknown"]
    if not known:
        return None
    gains = [
        row.weight * expected_minimum(own[row.component].own.strength, own[row.component].own.weakness, row.raises)
        for row in known
    ]
    return (1 - near) * sum(gains) / 0.6 / sum(row.weight for row in known)


def test_every_firm_and_opportunity_of_the_example(example: None) -> None:
    day = timezone.localdate()
    standings = profile.standings(FIRMS, RecordScope(day))
    asked = aims(Opportunity.objects.all())
    values = []
    for about in Opportunity.objects.all():
        stated = [row for row in OpportunityComponent.objects.filter(opportunity=about) if row.raises is not None]
        brought = list(Activity.objects.filter(opportunity=about).values_list("pk", flat=True))
        own = profile.standings(FIRMS, RecordScope(day, frozenset(brought)))
        abroad = [market for market in about.countries if market != "DK"]
        graph = network_of(RecordScope(day, frozenset(brought)), without="clean")
        hops = insidership.hops(graph, FIRMS, abroad) if abroad else None
        found = of_actors(asked[about.pk], FIRMS, RecordScope(day))
        for n, firm in enumerate(FIRMS):
            steps = [] if hops is None else [int(step) for step in hops[n]]
            near = max((2.0 ** (1 - step) if step > 0 else 0.0 for step in steps), default=0.0)
            expected = by_hand(stated, standings[firm], own[firm], near)
            assert found[firm].value == pytest.approx(expected, abs=1e-7), (about.pk, firm)
            values.append(found[firm].value)
    assert sum(value is not None and value > 0.05 for value in values) > len(values) / 3
    assert None in values  # VisBlue's access to capital is not known
