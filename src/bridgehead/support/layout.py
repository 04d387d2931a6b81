"""The file of wishes, which is taken in with the case folder or for one activity alone."""

from bridgehead.kit.tables import CaseFile
from bridgehead.support.models import Wish

WISHES = CaseFile(
    "wishes",
    Wish,
    "activity from=wisher to=wished weight",
)
