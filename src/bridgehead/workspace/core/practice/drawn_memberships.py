"""The terms of the members, what a membership costs, and who asks to join."""

from datetime import date

from bridgehead.workspace.core.practice.case_draft import CaseDraft, Cell, weighted

FEES = {("full", "sme"): 1_200, ("full", "large"): 4_500, ("associate", ""): 600, ("sponsor", ""): 8_000}
KINDS = {"full": 0.8, "associate": 0.15, "sponsor": 0.05}
OWES = 0.08
"""Share of members that have not paid this year's fee."""
ASKING = (
    ("Pilevarme ApS", "Heat from willow chips, for district heating.", "full", -3, "Ditte Skovgaard"),
    ("Sandbanke Sensorer ApS", "Sensors that count what lives on the sea bed.", "associate", -11, "Malte Fjord"),
)


def membership_terms(draft: CaseDraft, firm: str, size: str) -> dict[str, Cell]:
    """Kind, fee, renewal and payment of a member: the year of membership is the calendar year."""
    chance = draft.random(f"terms {firm}")
    kind = weighted(chance, KINDS)
    owes, year = chance.random() < OWES, draft.today.year
    return {
        "kind": kind,
        "fee": FEES.get((kind, size), FEES.get((kind, ""), 0)),
        "renews": date(year + 1, 1, 1),
        "paid_until": date(year - owes, 12, 31),
    }


def draw_memberships(draft: CaseDraft) -> None:
    """The fees as facts, and the organisations that wait for an answer."""
    for (kind, size), amount in FEES.items():
        draft.add("fees", kind=kind, size=size, amount=amount, from_year=draft.today.year - 3)
    for name, description, kind, days, contact in ASKING:
        plain = name.split()[0].lower()
        draft.add(
            "membership_requests",
            id=f"{plain}-request",
            name=name,
            size="sme",
            country="DK",
            description=description,
            kind=kind,
            contact=contact,
            email=f"{contact.split()[0].lower()}@{plain}.example",
            consent="directory;matchmaking",
            date=draft.day(days),
            status="waiting",
        )
