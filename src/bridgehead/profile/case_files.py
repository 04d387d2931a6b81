"""The file of the case folder that holds survey answers."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.profile.models import SurveyAnswer

FILES = (CaseFile("survey_answers", SurveyAnswer, "survey actor item value date", Resource.ANSWER, owner="actor_id"),)
