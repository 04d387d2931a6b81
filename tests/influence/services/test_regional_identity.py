"""Identity and lock-in through their service."""

import pytest

from bridgehead.influence.schemas.regional_identity import IdentityAnswer
from bridgehead.influence.services import regional_identity
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_examples_cluster_shows_no_functional_lock_in_and_says_what_it_cannot_compare() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    answer = IdentityAnswer.of(regional_identity.describe("clean")).model_dump()
    assert answer["country"] == "DK"
    assert answer["lockin"]["functional"]["dependent"] == []
    assert answer["verdict"] == {"strength": "unknown", "focus": "unknown"}
    assert "No comparison country" in answer["reasons"]["strength.ratio"]
    assert answer["strength"]["all"]["clean"]["outside"] > 20


def test_a_country_has_no_lock_in_and_nobody_is_refused() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    answer = IdentityAnswer.of(regional_identity.describe("DK", against=["SE"])).model_dump()
    assert answer["lockin"] is None
    assert set(answer["reasons"]) >= {"lockin", "focus.cpv"}
    with pytest.raises(NotFound, match="“visblue” is neither a cluster nor a country"):
        regional_identity.describe("visblue")
    with pytest.raises(InputError, match="“Sweden” is not accepted"):
        regional_identity.describe("DK", against=["Sweden"])
