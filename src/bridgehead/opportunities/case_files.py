"""The files of the case folder that hold opportunities."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.opportunities.models import Opportunity, OpportunityComponent

FILES = (
    CaseFile(
        "opportunities",
        Opportunity,
        "id title kind buyer countries opens deadline budget share_financed rule_set capabilities "
        "eligibility cpv language status external_id description url",
    ),
    CaseFile(
        "opportunity_components",
        OpportunityComponent,
        "opportunity component raises weight needs",
    ),
)
