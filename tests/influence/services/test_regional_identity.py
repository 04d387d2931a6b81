"""Identity and lock-in through their service."""

import pytest

from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.influence.queries import regional_identity as queries
from bridgehead.influence.schemas.regional_identity import IdentityAnswer
from bridgehead.influence.services import regional_identity
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Actor, Evidence, Tie
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
    seen = answer["perceived"]
    assert (seen["insider"]["label"], seen["insider"]["voices"]) == ("strong", 4)  # §5.3.2.1.3.3 ¶2 and ¶5
    assert seen["official"]["mentions"] == seen["outsider"]["mentions"] == 1
    outside = answer["strength"]["all"]
    assert outside["clean"]["outside"] > 20
    # What is Danish is not outside, for the cluster as for the country: no ministry, university or bank of its own.
    assert outside["clean"]["outside"] <= outside["DK"]["outside"]


def test_a_country_has_no_lock_in_and_nobody_is_refused() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    answer = IdentityAnswer.of(regional_identity.describe("DK", against=["SE"])).model_dump()
    assert answer["lockin"] is None
    assert set(answer["reasons"]) >= {"lockin", "focus.cpv"}
    with pytest.raises(NotFound, match="“visblue” is neither a cluster nor a country"):
        regional_identity.describe("visblue")
    with pytest.raises(InputError, match="“Atlantis” is not accepted"):
        regional_identity.describe("DK", against=["Atlantis"])


@pytest.mark.usefixtures("world")
def test_an_actor_of_the_country_is_at_home_whatever_its_kind_and_by_its_region_too() -> None:
    kinds = ("public", "knowledge", "investor", "cluster", "other")
    with batch("at home and abroad") as writer:
        home = [{"id": f"dk-{kind}", "name": kind, "kind": kind, "country": "DK", "region": ""} for kind in kinds]
        by_region = {"id": "by-region", "name": "A region", "kind": "public", "country": "", "region": "DK04"}
        abroad = {"id": "abroad", "name": "Abroad", "kind": "public", "country": "SE", "region": "DK04"}
        named = {"id": "named", "name": "Named", "kind": "public", "country": "", "region": "DKtown"}
        writer.put(Actor, [*home, by_region, abroad, named])
        ends = [*(f"dk-{kind}" for kind in kinds), "by-region", "abroad"]
        writer.put(Tie, [{"id": f"t-{end}", "a_id": "flow", "b_id": end, "kind": "contact"} for end in ends])
    insiders = queries.insiders("DK", today())
    assert {f"dk-{kind}" for kind in kinds} | {"by-region"} <= insiders
    assert not insiders & {"abroad", "named"}
    before = regional_identity.describe("hub").strength["all"]
    with batch("abroad no longer") as writer:
        writer.remove(Tie, ["t-abroad"])
    after = regional_identity.describe("hub").strength["all"]
    assert {name: before[name].outside - after[name].outside for name in ("hub", "DK")} == {"hub": 1, "DK": 1}


@pytest.mark.usefixtures("world")
def test_who_perceives_is_read_from_evidence_on_the_whole_country() -> None:
    with batch("perceptions") as writer:
        writer.put(Actor, [{"id": "ministry", "name": "Ministry", "kind": "public", "country": "DK"}])
        seen = {"code": "Oi.identity", "direction": "strength", "salience": 3}
        rows = [("flow", "insider"), ("ministry", "official"), ("ministry", "outsider")]
        writer.put(Evidence, [{"id": by, "actor_id": who, "perceived_by": by, **seen} for who, by in rows])
    for subject in ("hub", "DK"):
        answer = IdentityAnswer.of(regional_identity.describe(subject)).model_dump()
        assert {name: found["mentions"] for name, found in answer["perceived"].items()} == {
            "insider": 1,
            "official": 1,
            "outsider": 1,
        }


def test_a_country_is_compared_in_public_projects_with_source_and_licence() -> None:
    answer = IdentityAnswer.of(regional_identity.describe("DK")).model_dump()
    found = answer["public"]["cleantech"]
    assert next(iter(found["countries"])) == "DK"
    assert len(found["countries"]) == 11
    assert (found["licence"], found["as_of"]) == ("CC BY 4.0", "2018-12-31")
    assert set(found["verdict"].values()) <= {"strong", "weak", "general", "narrow", "like the others"}
    assert regional_identity.public_identities("AQ") == ()
