"""Every stage's models, where Django looks for them."""

from bridgehead.calendar.models import CalendarFeed
from bridgehead.consortium.models import Application, Invitation, TeamSeat
from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Counterfactual,
    Entry,
    Identifier,
    Indicator,
    Membership,
    MembershipFee,
    MembershipRequest,
    Outcome,
    Participation,
    Person,
    Source,
    StoredFile,
    Tie,
    User,
)
from bridgehead.events.models import EventForm, EventQuestion, LeftOutName, Registration
from bridgehead.evidence.models import Code, Codebook, Coding, CodingSession, Evidence, MatrixSummary
from bridgehead.followup.models import Attachment, Interaction, Note, StaffHours, Task
from bridgehead.importers.models import (
    ColumnChoice,
    DistinctPair,
    ImportJob,
    ImportJobColumn,
    ImportJobCount,
    ImportJobFile,
    ImportJobMatch,
    ImportJobRecord,
    ImportJobRejection,
    ImportJobValue,
    SkippedStep,
)
from bridgehead.influence.models import Finding, Relation
from bridgehead.kit.models import AuditEntry, Batch, Change
from bridgehead.mail.models import OutboxMail
from bridgehead.mailings.models import MailTemplate
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import Opportunity, OpportunityComponent
from bridgehead.profile.models import SurveyAnswer
from bridgehead.settings.models import Logo, Secret, Settings
from bridgehead.support.models import Instrument, Support
from bridgehead.trips.models import Availability, Meeting, Slot, Wish
from bridgehead.views.models import SavedView

__all__ = [
    "Activity",
    "Actor",
    "Application",
    "Attachment",
    "AuditEntry",
    "Availability",
    "Batch",
    "CalendarFeed",
    "Change",
    "Code",
    "Codebook",
    "Coding",
    "CodingSession",
    "ColumnChoice",
    "Counterfactual",
    "DistinctPair",
    "Entry",
    "EventForm",
    "EventQuestion",
    "Evidence",
    "Finding",
    "Identifier",
    "ImportJob",
    "ImportJobColumn",
    "ImportJobCount",
    "ImportJobFile",
    "ImportJobMatch",
    "ImportJobRecord",
    "ImportJobRejection",
    "ImportJobValue",
    "Indicator",
    "Instrument",
    "Interaction",
    "Invitation",
    "LeftOutName",
    "Logo",
    "MailTemplate",
    "Mark",
    "MatrixSummary",
    "Meeting",
    "Membership",
    "MembershipFee",
    "MembershipRequest",
    "Note",
    "Opportunity",
    "OpportunityComponent",
    "OutboxMail",
    "Outcome",
    "Participation",
    "Person",
    "Registration",
    "Relation",
    "SavedView",
    "Secret",
    "Settings",
    "SkippedStep",
    "Slot",
    "Source",
    "StaffHours",
    "StoredFile",
    "Support",
    "SurveyAnswer",
    "Task",
    "TeamSeat",
    "Tie",
    "User",
    "Wish",
]
