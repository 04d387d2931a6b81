"""One record of each kind as somebody would enter it, and what they would change."""

from typing import Any

from bridgehead.evidence.models import Codebook
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Activity, Actor, Attachment, Instrument, Opportunity, Source, StoredFile, Tie, User


def build_targets() -> None:
    """What the records below refer to, beside the small world."""
    with batch("what records refer to") as writer:
        writer.put(Source, [{"id": "talk", "title": "A talk", "kind": "interview"}])
        writer.put(Activity, [{"id": "fair", "name": "The fair", "kind": "delegation_trip"}])
        writer.put(Opportunity, [{"id": "call", "title": "A call", "kind": "call"}])
        writer.put(Instrument, [{"id": "loan", "name": "A loan", "kind": "loan"}])
        writer.put(Codebook, [{"id": "book", "name": "Book"}])
        writer.put(Tie, [{"id": "known", "a_id": "flow", "b_id": "port", "kind": "contact"}])
        writer.put(StoredFile, [{"id": "attachments/offer.pdf", "content": b"%PDF-1.4"}])
        document = {"id": "offer", "name": "offer.pdf", "file": "attachments/offer.pdf", "activity_id": "fair"}
        writer.put(Attachment, [document])
        writer.put(Actor, [{"id": "spare", "name": "Spare Parts", "kind": "firm"}])
    User.objects.get_or_create(username="mette", defaults={"role": Role.MANAGER})


VALUES: dict[str, dict[str, Any]] = {
    "actor": {"name": "North Pumps", "kind": "firm", "country": "DK", "capabilities": ["pumps", "valves"]},
    "identifier": {"actor_id": "spare", "scheme": "cvr", "value": "87654321"},
    "person": {"actor_id": "spare", "name": "Bo Lund", "email": "bo@spare.example"},
    "membership": {"member_id": "spare", "cluster_id": "hub", "since": "2021"},
    "tie": {"a_id": "spare", "b_id": "port", "kind": "customer", "market": "SE"},
    "activity": {"name": "Water days", "kind": "event", "start": "2024-05", "mechanisms": ["learning"]},
    "participation": {"activity_id": "fair", "actor_id": "spare", "role": "exhibitor", "contribution": 2500.0},
    "outcome": {"activity_id": "fair", "actor_id": "spare", "kind": "offer", "date": "2024", "value": 10.5},
    "counterfactual": {"activity_id": "fair", "actor_id": "spare", "wave": "0", "answer": "later", "months": 6.0},
    "entry": {"firm_id": "spare", "market": "SE", "status": "explored", "date": "2023"},
    "source": {"title": "Annual report", "kind": "document", "purpose": "yes"},
    "indicator": {"subject": "spare", "subject_kind": "actor", "indicator": "export", "period": "2022", "value": 3.5},
    "opportunity": {"title": "Leaks in water networks", "kind": "challenge", "countries": ["SE", "NO"]},
    "opportunity_component": {"opportunity_id": "call", "component": "Oa.capital", "raises": 0.2},
    "codebook": {"name": "Cluster", "version": "2"},
    "code": {"codebook_id": "book", "name": "Hope", "definition": "What they hope for"},
    "coding": {"source_id": "talk", "code": "Oa.capital", "start": 3, "end": 9, "coder": "ane"},
    "coding_session": {"name": "round 9"},
    "evidence": {"actor_id": "spare", "code": "Oa.capital", "direction": "strength", "salience": 2},
    "matrix_summary": {"actor_id": "spare", "code": "Oa.capital", "summary": "Has money"},
    "relation": {"from_level": "macro", "to_level": "micro", "directness": "direct", "strength": 2},
    "finding": {"kind": "claim", "statement": "Firms use it where they are weak", "asked": ["spare"]},
    "meeting": {"activity_id": "fair", "slot": "1", "participants": ["spare", "port"]},
    "wish": {"activity_id": "fair", "wisher_id": "spare", "wished_id": "port", "weight": 2.0},
    "slot": {"activity_id": "fair", "slot": "9", "start": "09:00", "end": "09:30"},
    "availability": {"activity_id": "fair", "actor_id": "spare", "slot": "1"},
    "instrument": {"name": "Voucher", "kind": "grant", "cost": 1000.0},
    "support": {"actor_id": "spare", "instrument_id": "loan", "period": "2024", "hours": 3.5},
    "team_seat": {"team": "first", "opportunity_id": "call", "name": "First team", "actor_id": "spare"},
    "invitation": {"opportunity_id": "call", "actor_id": "spare", "status": "sent"},
    "mark": {"opportunity_id": "call", "actor_id": "spare", "mark": "good", "date": "2024-05-01", "by": "mette"},
    "survey_answer": {"survey": "2024", "actor_id": "spare", "item": "q1", "value": "4", "date": "2024"},
    "note": {"actor_id": "spare", "text": "Prefers a call in the morning", "by": "mette"},
    "interaction": {"actor_id": "spare", "channel": "phone", "date": "2024-05-02", "subject": "Pumps for the port"},
    "task": {"title": "Send the brochure", "owner": "mette", "due": "2024-06-01", "actor_id": "spare"},
    "staff_hours": {"person": "mette", "activity_id": "fair", "date": "2024-05-02", "hours": 1.5},
    "saved_view": {"name": "Open calls", "page": "opportunities", "filters": "kind=call", "shows": ["deadline"]},
    "mail_template": {"name": "Welcome", "language": "da", "subject": "Hej {name}", "text": "Velkommen"},
    "application": {"opportunity_id": "call", "name": "Our application", "lead_id": "spare", "stage": "draft"},
    "event_form": {"activity_id": "fair", "access": "public", "capacity": 20, "asks": ["phone"]},
    "event_question": {"activity_id": "fair", "number": 1, "kind": "text", "question": "What do you make?"},
    "registration": {"activity_id": "fair", "name": "Bo Lund", "email": "bo@spare.example", "status": "registered"},
    "left_out_name": {"name": "Nobody Ltd"},
    "membership_fee": {"kind": "full", "size": "sme", "amount": 900.0, "from_year": 2024},
    "membership_request": {"name": "Asking Ltd", "email": "ask@asking.example", "kind": "full", "status": "waiting"},
}
OTHER: dict[str, dict[str, Any]] = {
    "actor": {"city": "Aarhus", "capabilities": []},
    "identifier": {"value": "11223344"},
    "person": {"role": "CEO", "email": ""},
    "membership": {"until": "2023"},
    "tie": {"kind": "supplier", "market": ""},
    "activity": {"end": "2024-06", "mechanisms": ["learning", "funding_support"]},
    "participation": {"role": "visitor"},
    "outcome": {"value": None},
    "counterfactual": {"wave": "12"},
    "entry": {"status": "entered", "mode": "direct_export"},
    "source": {"current": "no"},
    "indicator": {"value": 4.25},
    "opportunity": {"deadline": "2030-01-31", "countries": ["NO"]},
    "opportunity_component": {"component": "Oa.network"},
    "codebook": {"version": "3"},
    "code": {"definition": ""},
    "coding": {"end": 12},
    "coding_session": {"name": "round 10"},
    "evidence": {"direction": "weakness", "source_id": "talk"},
    "matrix_summary": {"summary": "Has little money"},
    "relation": {"strength": 3},
    "finding": {"kind": "absence"},
    "meeting": {"status": "held", "participants": ["spare", "port", "cool"]},
    "wish": {"weight": 1.0},
    "slot": {"end": "09:45"},
    "availability": {"slot": "2"},
    "instrument": {"hours": 12.5},
    "support": {"hours": 4.0},
    "team_seat": {"role": "lead"},
    "invitation": {"status": "accepted"},
    "mark": {"reason": "They know the port"},
    "survey_answer": {"value": "5"},
    "note": {"opportunity_id": "call"},
    "interaction": {"direction": "incoming"},
    "task": {"done": "2024-05-30"},
    "staff_hours": {"hours": 2.0},
    "saved_view": {"mail": "weekly"},
    "mail_template": {"language": "en"},
    "application": {"stage": "submitted", "submitted": "2024-05-02"},
    "event_form": {"access": "invitation"},
    "event_question": {"required": "yes"},
    "registration": {"status": "attended"},
    "left_out_name": {"name": "Somebody Ltd"},
    "membership_fee": {"amount": 950.0},
    "membership_request": {"status": "declined", "reason": "Outside the region."},
}
