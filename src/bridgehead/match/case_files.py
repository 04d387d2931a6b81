"""The file of the case folder that holds what people said of matches."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.match.models import Mark

FILES = (CaseFile("marks", Mark, "opportunity actor mark date by reason", Resource.MARK, owner="actor_id"),)
