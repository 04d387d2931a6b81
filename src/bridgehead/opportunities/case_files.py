"""The files of the case folder that hold opportunities."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.opportunities.models import Opportunity, OpportunityComponent

FILES = (
    CaseFile(
        "opportunities",
        Opportunity,
        "id title kind buyer countries opens deadline budget share_financed rule_set capabilities "
        "eligibility cpv tags language status external_id description url",
        Resource.OPPORTUNITY,
        first="title kind buyer countries deadline budget capabilities eligibility description",
        named_after="title",
    ),
    CaseFile(
        "opportunity_components",
        OpportunityComponent,
        "opportunity component raises weight needs",
        Resource.OPPORTUNITY,
    ),
)
