"""Which file a project's path leads to: never one of two that fit equally."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.evidence.core.qda.archive_paths import ArchivePaths

PLAINLY = ["talk.txt", "Talk.txt", "TALK.TXT", "quay.jpg"]
NAMES = st.sampled_from([*PLAINLY, "é.txt", "e\u0301.txt", "a b.txt", "a%20b.txt"])
FOLDERS = st.sampled_from(["", "a/", "b/", "A/", "a/b/", "b/a/"])
PLACES = st.builds(str.__add__, FOLDERS, NAMES)
PLAIN = st.builds(str.__add__, FOLDERS, st.sampled_from(PLAINLY))


@given(
    places=st.lists(PLACES, min_size=1, max_size=8, unique=True),
    sources=st.sampled_from(["sources/", "Sources/", "SOURCES/", "Sources\\"]),
    base=st.sampled_from(["", "Harbour talks/", "Sources/"]),
)
def test_a_path_that_is_said_exactly_leads_to_its_file(places: list[str], sources: str, base: str) -> None:
    files = ArchivePaths.of([base + sources + place for place in places], tuple(filter(None, base.split("/"))))
    for place in places:
        assert files.find(place) == [base + sources + place]


@given(places=st.lists(PLAIN, min_size=1, max_size=8, unique=True), said=PLAIN)
def test_the_last_part_alone_counts_if_one_file_has_it(places: list[str], said: str) -> None:
    found = ArchivePaths.of(["sources/" + place for place in places]).find(said)
    exact = "sources/" + said
    if exact in ["sources/" + place for place in places]:
        assert found == [exact]
        return
    called = {place for place in places if place.rpartition("/")[2].lower() == said.rpartition("/")[2].lower()}
    if len(called) == 1:
        assert found == ["sources/" + called.pop()]
    if len(found) == 1 and len(called) > 1:
        there = [place for place in called if place.lower() == said.lower()]
        below = [place for place in called if place.lower().endswith("/" + said.lower())]
        assert found == ["sources/" + place for place in there or below], "several are called so, one alone lies there"


def test_corners() -> None:
    files = ArchivePaths.of(["Sources/a/talk.txt", "Sources/b/talk.txt", "notes.txt", "Sources/100%.txt"])
    assert files.find("talk.txt") == ["Sources/a/talk.txt", "Sources/b/talk.txt"]
    assert files.find("c/talk.txt") == ["Sources/a/talk.txt", "Sources/b/talk.txt"]
    assert files.find("B/TALK.TXT") == ["Sources/b/talk.txt"]
    assert files.find("elsewhere/Notes.txt") == ["notes.txt"]
    assert files.find("100%.txt") == files.find("100%25.txt") == ["Sources/100%.txt"]
    assert files.find("gone.txt") == files.find("") == files.find("/") == []
    assert ArchivePaths.of([]).find("talk.txt") == []
    beside = ArchivePaths.of(["talk.txt", "sources/talk.txt"])
    assert beside.find("talk.txt") == ["sources/talk.txt"], "what lies in Sources comes first"
