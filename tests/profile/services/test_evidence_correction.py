"""A piece of evidence is corrected, logged, and only by who may."""

import pytest

from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.profile.services.evidence_correction import correct_evidence
from bridgehead.profile.services.profile import profile

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_a_wrong_origin_is_corrected_there_and_then_and_logged() -> None:
    correct_evidence("c3", origin="partner", direction="weakness", viewer=COMMAND_LINE)
    assert Evidence.objects.get(pk="c3").origin == "partner"
    assert profile("nordwind").components["Oa.capital"].weakness == pytest.approx(4.0)
    change = Change.objects.get(table="evidence", key="c3", action="change")
    assert change.before == {"origin": "internal", "direction": "strength"}


def test_only_origins_of_the_framework() -> None:
    with pytest.raises(InputError, match=r"“luck” is not accepted\. Enter one of internal"):
        correct_evidence("c3", origin="luck", viewer=COMMAND_LINE)
    with pytest.raises(NotFound, match="Evidence “c99” does not exist"):
        correct_evidence("c99", origin="", viewer=COMMAND_LINE)


def test_a_member_corrects_nothing() -> None:
    with pytest.raises(NotAllowed):
        correct_evidence("c3", origin="partner", viewer=Viewer(None, Role.MEMBER_OWNER, "nordwind"))
    assert Evidence.objects.get(pk="c3").origin != "partner"


def test_the_change_is_worded_by_the_stage() -> None:
    batch = correct_evidence("c3", origin="partner", viewer=COMMAND_LINE).batch
    assert Batch.objects.get(pk=batch).what == "Evidence on Access to capital of Nordwind corrected"
