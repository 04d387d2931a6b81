"""The files of the case folder that hold instruments and support."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.support.models import Instrument, Support

FILES = (
    CaseFile(
        "instruments", Instrument, "id name kind cost hours capacity raises", Resource.ACTIVITY, named_after="name"
    ),
    CaseFile("support", Support, "actor instrument period hours cost outcome", Resource.ACTIVITY, owner="actor_id"),
)
