"""The pages of markets."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import Role
from tests.profile.web.pages import text
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_markets_under_a_lens(staff: Client) -> None:
    nearest, best = (text(staff, f"/members/nordwind/markets?lens={lens}") for lens in ("nearest", "best"))
    assert nearest.index("Norway") < nearest.index("Germany")
    assert best.index("Germany") < best.index("United States")
    assert "The firm has a partner there." in best
    by_size = "&".join(f"{part}=0" for part in ("law", "demand", "technology", "network"))
    largest = text(staff, f"/members/nordwind/markets?{by_size}")
    assert largest.index("United States") < largest.index("Germany")
    assert "Unknown for every market and left out" not in largest
    assert "Agreement of the three orders" in best


def test_markets_by_the_users_own_weights(staff: Client) -> None:
    shown = text(staff, "/members/nordwind/markets?lens=nearest&institutional=1&economic=nonsense&geographic=-1")
    assert "“Nearest” uses your own weights." in shown
    assert shown.index("Sweden") < shown.index("Norway")


def test_what_the_cluster_adds_by_activity(staff: Client) -> None:
    assert "Trip to Hamburg" in text(staff, "/members/nordwind/reach")
    assert "Not a member of a cluster" in text(staff, "/members/malmo-lab/reach")


def test_a_market(staff: Client) -> None:
    shown = text(staff, "/markets/DE")
    for words in (
        "<h1>Germany</h1>",
        "Nordwind",
        "New quay",
        "Wind share",
        "CC BY 4.0",
        "Distance from Denmark",
    ):
        assert words in shown
    text(staff, "/markets/ZZ", 404)
    assert "Nordwind" not in text(signed_in(Role.MEMBER_OWNER, "solgaard"), "/markets/DE")
