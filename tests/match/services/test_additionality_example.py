"""Additionality on the example case, against the formula written out once more from the profile and the network."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bridgehead.match.services.additionality import aims, of_actors
from bridgehead.models import Opportunity, OpportunityComponent
from bridgehead.profile.services import insidership, profile
from bridgehead.workspace.services import example_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRMS = ("remoni", "stac", "visblue")


@pytest.fixture
def example(settings: Any, tmp_path: Path, db: None) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()


def by_hand(stated: Any, standings: Mapping[str, Any], near: float) -> float | None:
    known = [row for row in stated if standings[row.component].label != "unknown"]
    if not known:
        return None
    gains = [row.weight * min(row.raises, max(0.0, 0.6 - standings[row.component].standing)) for row in known]
    return (1 - near) * sum(gains) / 0.6 / sum(row.weight for row in known)


def test_every_firm_and_opportunity_of_the_example(example: None) -> None:
    day = timezone.localdate()
    standings = profile.standings(FIRMS, as_of=day)
    without = insidership.contribution(FIRMS, day=day, without="clean").without
    assert without is not None
    hops = {
        (firm, market): int(without.hops[row, column])
        for row, firm in enumerate(without.firms)
        for column, market in enumerate(without.markets)
    }
    asked = aims(Opportunity.objects.all())
    values = []
    for about in Opportunity.objects.all():
        stated = OpportunityComponent.objects.filter(opportunity=about)
        found = of_actors(asked[about.pk], FIRMS, day=day)
        for firm in FIRMS:
            steps = [0 if m == "DK" else hops.get((firm, m), -1) for m in about.countries]
            near = max((1.0 if s == 0 else 2.0 ** (1 - s) if s > 0 else 0.0 for s in steps), default=0.0)
            assert found[firm].value == pytest.approx(by_hand(stated, standings[firm], near)), (about.pk, firm)
            values.append(found[firm].value)
    assert any(value for value in values)
    assert None in values  # VisBlue's access to capital is not known
