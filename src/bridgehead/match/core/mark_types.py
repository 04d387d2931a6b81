"""The words of marks: what people say of an actor for an opportunity."""

GOOD, NOT_FOR_THEM, CONTACTED, JOINED = "good", "not_for_them", "contacted", "joined"
DECLINED, OFFERED = "declined", "offered"

BY_STAFF = (GOOD, CONTACTED, JOINED, NOT_FOR_THEM)
"""What the cluster's staff say."""

WORDS = (*BY_STAFF, DECLINED)
"""What is said by hand, and can be taken back; an offer is recorded when a mail goes out."""

DISMISSING = (NOT_FOR_THEM, DECLINED)
"""What keeps a pair out of every list: staff's word, and the member's own "no thanks"."""
