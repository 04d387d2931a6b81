"""Words of many documents in one file, found in milliseconds and in spite of typing errors.

An SQLite file of its own beside either store (FTS5: words, beginnings of words, BM25), so that search is
the same code on both. It holds nothing that the store does not hold; losing it costs a second to build it again.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

NAME = "search.sqlite3"
SHAPE = 1
WORD = re.compile(r"[^\W_]+")
MOST_WORDS, MOST_GUESSES = 8, 6
SHORT, MEDIUM = 4, 8
TITLE_WEIGHT = 12.0
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE VIRTUAL TABLE doc USING fts5(
    title, text, shown UNINDEXED, kind UNINDEXED, key UNINDEXED, owner UNINDEXED, tokenize = 'ascii', prefix = '2 3 4'
);
CREATE VIRTUAL TABLE word USING fts5vocab(doc, 'row');
CREATE TABLE place (kind TEXT, key TEXT, row INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Document:
    """Something that can be found.

    Attributes
    ----------
    owner
        Id of the actor that it belongs to, for whoever sees only their own; blank for nobody.
    """

    kind: str
    key: str
    title: str
    text: str
    owner: str = ""


@dataclass(frozen=True)
class Hit:
    """A document that was found."""

    kind: str
    key: str
    title: str
    owner: str


def fold(text: str) -> str:
    """Text as it is compared: small letters without accents, `ø` as `o`."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in lower if not unicodedata.combining(sign)).translate(LETTERS)


class TextIndex:
    """The index of one workspace; each call opens the file for itself, so that any process may use it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def last(self) -> int:
        """The last change of the log that it has seen; 0 for an empty one."""
        with self._open() as connection:
            return int(connection.execute("SELECT value FROM state WHERE name = 'last'").fetchone()[0])

    def put(
        self, documents: Iterable[Document], gone: Iterable[tuple[str, str]], *, last: int, anew: bool = False
    ) -> None:
        """Add or replace documents, forget those that are gone (kind and key), and note how far it has come.

        Parameters
        ----------
        anew
            Whether everything else is forgotten.
        """
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            if anew:
                connection.execute("DELETE FROM doc")
                connection.execute("DELETE FROM place")
            for kind, key in gone:
                _forget(connection, kind, key)
            for document in documents:
                if not anew:
                    _forget(connection, document.kind, document.key)
                _add(connection, document)
            connection.execute("UPDATE state SET value = ? WHERE name = 'last'", (last,))
            connection.execute("COMMIT")

    def find(
        self, words: str, *, everybodys: Sequence[str], owns: Sequence[str] = (), owner: str = "", most: int = 30
    ) -> list[Hit]:
        """Documents that have all of the words, or words that begin so, or words that differ by a typing error.

        Parameters
        ----------
        everybodys
            Kinds of which any document may be found.
        owns
            Kinds of which only documents of `owner` may be found.
        """
        asked = WORD.findall(fold(words))[:MOST_WORDS]
        if not asked:
            return []
        with self._open() as connection:
            query = " AND ".join(f"({' OR '.join(self._variants(connection, word))})" for word in asked)
            mine = ",".join("?" * len(owns))
            all_ = ",".join("?" * len(everybodys))
            rows = connection.execute(
                "SELECT kind, key, shown, owner FROM doc WHERE doc MATCH ?"  # noqa: S608 the placeholders are counted here
                f" AND (kind IN ({all_}) OR (kind IN ({mine}) AND owner = ? AND owner <> ''))"
                f" ORDER BY title = ? DESC, bm25(doc, {TITLE_WEIGHT}, 1.0), key LIMIT ?",
                (query, *everybodys, *owns, owner, " ".join(asked), most),
            )
            return [Hit(*row) for row in rows]

    def _variants(self, connection: sqlite3.Connection, word: str) -> list[str]:
        """The word as a beginning; where no word begins so, the known words that are nearest to it."""
        known = connection.execute(
            "SELECT 1 FROM word WHERE term >= ? AND term < ? LIMIT 1", (word, f"{word}\U0010ffff")
        )
        if known.fetchone() or len(word) < SHORT:
            return [f'"{word}"*']
        limit = 1 if len(word) < MEDIUM else 2
        for start, end in ((word[0], f"{word[0]}\U0010ffff"), ("", "\U0010ffff")):
            # Few errors are in the first letter, and a word list of one letter is read in no time.
            known = connection.execute("SELECT term FROM word WHERE term >= ? AND term < ?", (start, end))
            terms = [term for (term,) in known if abs(len(term) - len(word)) <= limit]
            near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=limit, limit=MOST_GUESSES)
            if near:
                return [f'"{term}"' for term, _, _ in near]
        return [f'"{word}"*']

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            try:
                shape = connection.execute("SELECT value FROM state WHERE name = 'shape'").fetchone()[0]
            except sqlite3.OperationalError:
                shape = None
            if shape != SHAPE:
                _begin(connection)
            yield connection
        finally:
            connection.close()


def drop(folder: Path) -> None:
    """Forget everything: the next search builds the index again from what the store still holds."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    forget = "".join(f"DROP TABLE IF EXISTS {name};" for name in ("word", "doc", "place", "state"))
    connection.executescript(f"BEGIN IMMEDIATE; {forget} {TABLES}")
    connection.executemany("INSERT INTO state VALUES (?, ?)", [("shape", SHAPE), ("last", 0)])
    connection.execute("COMMIT")


def _add(connection: sqlite3.Connection, document: Document) -> None:
    title = " ".join(WORD.findall(fold(document.title)))
    values = (title, fold(document.text), document.title, document.kind, document.key, document.owner)
    row = connection.execute("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
    connection.execute("INSERT INTO place VALUES (?, ?, ?)", (document.kind, document.key, row))


def _forget(connection: sqlite3.Connection, kind: str, key: str) -> None:
    row = connection.execute("SELECT row FROM place WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    if row is not None:
        connection.execute("DELETE FROM doc WHERE rowid = ?", row)
        connection.execute("DELETE FROM place WHERE kind = ? AND key = ?", (kind, key))
