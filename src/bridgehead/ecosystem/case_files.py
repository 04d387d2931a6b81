"""The files of the case folder that hold the cluster's world."""

from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Counterfactual,
    Entry,
    Identifier,
    Indicator,
    Membership,
    Outcome,
    Participation,
    Person,
    Source,
    Tie,
)
from bridgehead.kit.case_tables import CaseFile

FILES = (
    CaseFile(
        "actors",
        Actor,
        "id name kind size staff turnover placeholder invented emergence tags country region city founded sector "
        "capabilities description website "
        "declared_strategy aliases",
    ),
    CaseFile(
        "identifiers",
        Identifier,
        "actor scheme value",
    ),
    CaseFile(
        "people",
        Person,
        "id actor name role email phone language consent",
    ),
    CaseFile(
        "memberships",
        Membership,
        "member cluster since until",
    ),
    CaseFile(
        "ties",
        Tie,
        "id a b kind after market since until origin activity source",
    ),
    CaseFile(
        "activities",
        Activity,
        "id name after kind organiser start end market funder programme themes opportunity external_id "
        "mechanisms description",
    ),
    CaseFile(
        "participations",
        Participation,
        "activity actor role contribution since until outcome chosen_by",
    ),
    CaseFile(
        "outcomes",
        Outcome,
        "id activity actor kind date value counterpart market source reported_by summary",
    ),
    CaseFile(
        "counterfactuals",
        Counterfactual,
        "activity actor wave date answer months share through source",
    ),
    CaseFile(
        "entries",
        Entry,
        "id firm market date after status mode origin activity opportunity source",
    ),
    CaseFile(
        "sources",
        Source,
        "id title kind voice role form place minutes chosen_by file language date purpose current trust "
        "confidentiality consent",
    ),
    CaseFile(
        "indicators",
        Indicator,
        "subject subject_kind indicator period value unit source licence",
    ),
)
