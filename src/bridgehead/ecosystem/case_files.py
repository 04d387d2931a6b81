"""The files of the case folder that hold the cluster's world."""

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
    Tie,
)
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

FILES = (
    CaseFile(
        "actors",
        Actor,
        "id name kind size staff turnover placeholder invented emergence tags country region city founded sector "
        "capabilities description website "
        "declared_strategy aliases owner",
        Resource.ACTOR,
        owner="id",
        first="name kind size country city sector capabilities description website",
        named_after="name",
    ),
    CaseFile("identifiers", Identifier, "actor scheme value", Resource.ACTOR, owner="actor_id"),
    CaseFile(
        "people",
        Person,
        "id actor name role email phone language consent tags",
        Resource.CONTACT,
        owner="actor_id",
        first="actor name role email phone",
        named_after="name",
    ),
    CaseFile(
        "memberships",
        Membership,
        "member cluster since until kind fee renews paid_until left_reason",
        Resource.TIE,
        owner="member_id",
        first="member cluster since kind fee renews",
    ),
    CaseFile("fees", MembershipFee, "kind size amount from_year", Resource.MONEY),
    CaseFile(
        "membership_requests",
        MembershipRequest,
        "id name size country city website description kind contact role email phone consent message date status actor "
        "reason",
        Resource.CONTACT,
        owner="actor_id",
        named_after="name date",
    ),
    CaseFile(
        "ties",
        Tie,
        "id a b kind after market since until origin activity source",
        Resource.TIE,
        owner="a_id",
        first="a b kind market since until",
        named_after="a_id b_id kind",
    ),
    CaseFile(
        "activities",
        Activity,
        "id name after kind organiser start end market funder programme themes tags opportunity external_id "
        "mechanisms description start_time end_time venue city country time_zone cancelled",
        Resource.ACTIVITY,
        first="name kind organiser start start_time end end_time venue city country market opportunity description "
        "cancelled",
        named_after="name",
    ),
    CaseFile(
        "participations",
        Participation,
        "activity actor role contribution since until outcome chosen_by",
        Resource.ACTIVITY,
        owner="actor_id",
        first="activity actor role since until",
    ),
    CaseFile(
        "outcomes",
        Outcome,
        "id activity actor kind date value counterpart market source reported_by summary",
        Resource.OUTCOME,
        owner="actor_id",
        first="activity actor kind date summary",
        named_after="activity_id actor_id kind",
    ),
    CaseFile(
        "counterfactuals",
        Counterfactual,
        "activity actor wave date answer months share through source",
        Resource.OUTCOME,
        owner="actor_id",
        first="activity actor wave answer date months share through",
    ),
    CaseFile(
        "entries",
        Entry,
        "id firm market date after status mode origin activity opportunity source",
        Resource.ENTRY,
        owner="firm_id",
        first="firm market status mode date origin",
        named_after="firm_id market",
    ),
    CaseFile(
        "sources",
        Source,
        "id title kind voice role form place minutes chosen_by file language date purpose current trust "
        "confidentiality consent",
        Resource.SOURCE,
        first="title kind voice date language purpose current trust",
        named_after="title",
    ),
    CaseFile(
        "indicators",
        Indicator,
        "subject subject_kind indicator period value unit source licence",
        Resource.FIGURE,
        first="subject_kind subject indicator period value unit source",
    ),
)
