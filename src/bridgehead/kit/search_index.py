"""Words of many documents in one file, found in milliseconds and in spite of typing errors.

An SQLite file of its own beside either store (FTS5: words, beginnings of words, BM25), so that search is
the same code on both. It holds nothing that the store does not hold; losing it costs a second to build it again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bridgehead.kit.folding import GAP
from bridgehead.kit.search_words import SearchWord, is_run, phrase, search_words, tokens

NAME = "search.sqlite3"
SHAPE = 4
PATIENCE = 30.0
"""Seconds that one who writes waits for another."""

MOST_WORDS, MOST_GUESSES, MOST_WRONG = 8, 6, 3
SHORT, MEDIUM = 4, 8
TITLE_WEIGHT = 12.0
TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE VIRTUAL TABLE doc USING fts5(
    title, text, shown UNINDEXED, kind UNINDEXED, key UNINDEXED, owner UNINDEXED,
    tokenize = "ascii tokenchars '+#'", prefix = '2 3 4'
);
CREATE VIRTUAL TABLE word USING fts5vocab(doc, 'row');
CREATE TABLE spelled (length INTEGER, word TEXT, PRIMARY KEY (length, word)) WITHOUT ROWID;
CREATE TABLE place (kind TEXT, key TEXT, row INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class SearchDocument:
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
class SearchHit:
    """A document that was found."""

    kind: str
    key: str
    title: str
    owner: str


class SearchIndex:
    """The index of one workspace; each call opens the file for itself, so that any process may use it.

    Parameters
    ----------
    patience
        Seconds to wait for whoever writes; `sqlite3.OperationalError` afterwards.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self.path, self.patience = folder / NAME, patience

    def last(self) -> int:
        """The last change of the log that it has seen; 0 for an empty one."""
        with self._open() as connection:
            return int(connection.execute("SELECT value FROM state WHERE name = 'last'").fetchone()[0])

    def ask(self, last: int) -> bool:
        """Note that somebody is asked to bring it up to this change; False if that is noted already."""
        with self._open() as connection:
            query = "UPDATE state SET value = ? WHERE name = 'asked' AND value <> ?"
            return connection.execute(query, (last, last)).rowcount > 0

    def put(
        self, documents: Iterable[SearchDocument], gone: Iterable[tuple[str, str]], *, last: int, anew: bool = False
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
                for table in ("doc", "place", "spelled"):
                    connection.execute(f"DELETE FROM {table}")  # noqa: S608 our own names
            for kind, key in gone:
                _forget(connection, kind, key)
            words: set[str] = set()
            for document in documents:
                if not anew:
                    _forget(connection, document.kind, document.key)
                words.update(_add(connection, document))
            spelled = sorted((len(word), word) for word in words if len(word) >= SHORT)
            connection.executemany("INSERT OR IGNORE INTO spelled VALUES (?, ?)", spelled)
            connection.execute("UPDATE state SET value = ? WHERE name = 'last'", (last,))
            connection.execute("COMMIT")

    def find(
        self, words: str, *, everybodys: Sequence[str], owns: Sequence[str] = (), owner: str = "", most: int = 30
    ) -> list[SearchHit]:
        """Documents that have all of the words, or words that begin so, or words that differ by a typing error.

        Two words are also found as one, and one of six letters or more as two.

        Parameters
        ----------
        everybodys
            Kinds of which any document may be found.
        owns
            Kinds of which only documents of `owner` may be found.
        """
        asked = list(search_words(words))[:MOST_WORDS]
        if not asked:
            return []
        with self._open() as connection:
            query = _Question(connection).of(asked)
            if not query:
                return []
            mine = ",".join("?" * len(owns))
            all_ = ",".join("?" * len(everybodys))
            rows = connection.execute(
                "SELECT kind, key, shown, owner FROM doc WHERE doc MATCH ?"  # noqa: S608 the placeholders are counted here
                f" AND (kind IN ({all_}) OR (kind IN ({mine}) AND owner = ? AND owner <> ''))"
                f" ORDER BY title = ? DESC, bm25(doc, {TITLE_WEIGHT}, 1.0), key LIMIT ?",
                (query, *everybodys, *owns, owner, " ".join(tokens(words)), most),
            )
            return [SearchHit(*row) for row in rows]

    def damage(self) -> str:
        """What is wrong with the file, in the words of SQLite; blank where nothing is, or where there is none."""
        if not self.path.exists():
            return ""
        connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)
        finally:
            connection.close()
        return "" if said == "ok" else said

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = self._connect()
        try:
            yield connection
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        """A connection to the index in the shape of this version; one that is none is made anew."""
        connection = sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)
        try:
            shape = connection.execute("SELECT value FROM state WHERE name = 'shape'").fetchone()[0]
        except sqlite3.OperationalError:
            shape = None
        except sqlite3.DatabaseError:  # a damaged file: it holds nothing that the store does not hold
            connection.close()
            clear_index(self.path.parent)
            return self._connect()
        if shape != SHAPE:
            _begin(connection)
        return connection


def clear_index(folder: Path) -> None:
    """Forget everything: the next search builds the index again from what the store still holds."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    forget = "".join(f"DROP TABLE IF EXISTS {name};" for name in ("word", "doc", "place", "spelled", "state"))
    connection.executescript(f"BEGIN IMMEDIATE; {forget} {TABLES}")
    connection.executemany("INSERT INTO state VALUES (?, ?)", [("shape", SHAPE), ("last", 0), ("asked", 0)])
    connection.execute("COMMIT")


def _add(connection: sqlite3.Connection, document: SearchDocument) -> set[str]:
    """Add a document; its words."""
    words, text = list(tokens(document.title)), list(tokens(document.text))
    values = (" ".join(words), " ".join(text), document.title, document.kind, document.key, document.owner)
    row = connection.execute("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
    connection.execute("INSERT INTO place VALUES (?, ?, ?)", (document.kind, document.key, row))
    return {*words, *text}


def _forget(connection: sqlite3.Connection, kind: str, key: str) -> None:
    row = connection.execute("SELECT row FROM place WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    if row is not None:
        connection.execute("DELETE FROM doc WHERE rowid = ?", row)
        connection.execute("DELETE FROM place WHERE kind = ? AND key = ?", (kind, key))


class _Question:
    """What the index is asked for words; blank where one of them is like none that is known, or too many are wrong."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.wrong = 0

    def of(self, asked: Sequence[SearchWord]) -> str:
        """All of these words, or all but two neighbours that are known as one."""
        single = [self._word(word) for word in asked]
        ways = [single]
        for place, (one, two) in enumerate(pairwise(asked)):
            joined = "".join((*one.parts, *two.parts))
            if not any(map(is_run, (*one.parts, *two.parts))) and self._is_known(joined):
                ways.append([*single[:place], f'"{joined}"*', *single[place + 2 :]])
        return " OR ".join(f"({' AND '.join(f'({word})' for word in way)})" for way in ways if all(way))

    def _word(self, word: SearchWord) -> str:
        other = word.other
        ways = [" AND ".join(f'"{part}"*' for part in other.parts)] if other and self._are_known(other) else []
        if not ways or self._are_known(word):
            parts = [phrase(part) if is_run(part) else self._part(part) for part in word.parts]
            ways += [" AND ".join(f"({part})" for part in parts)] if all(parts) else []
        return " OR ".join([*(f"({way})" for way in ways), *([f'"{word.joined}"*'] if word.joined else ())])

    def _are_known(self, word: SearchWord) -> bool:
        return all(map(self._is_known, word.parts))

    def _part(self, part: str) -> str:
        """What may be meant by a word: words that begin so, it as two, else what differs by a typing error."""
        ways = [f'"{part}"*'] if self._is_known(part) else []
        cuts = [(part[:n], part[n:]) for n in range(2, len(part) - 1)] if len(part) >= GAP else []
        ways += [f"{phrase(cut)}*" for cut in cuts if self._is_word(cut[0]) and self._is_known(cut[1])]
        if not ways and self.wrong < MOST_WRONG and (near := self._near(part)):
            self.wrong += 1
            ways = [f'"{term}"' for term in near]
        return " OR ".join(ways)

    def _is_word(self, word: str) -> bool:
        query = "SELECT 1 FROM word WHERE term = ?"
        return self.connection.execute(query, (word,)).fetchone() is not None

    def _is_known(self, word: str) -> bool:
        """Whether any word begins so."""
        query = "SELECT 1 FROM word WHERE term >= ? AND term < ? LIMIT 1"
        return self.connection.execute(query, (word, f"{word}\U0010ffff")).fetchone() is not None

    def _near(self, word: str) -> list[str]:
        """The known words that differ from this one by a typing error, of a long word by two."""
        if len(word) < SHORT:
            return []
        limit = 1 if len(word) < MEDIUM else 2
        span = (len(word) - limit, len(word) + limit)
        query = "SELECT word FROM spelled WHERE length BETWEEN ? AND ?"
        terms = [term for (term,) in self.connection.execute(query, span)]
        near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=limit, limit=MOST_GUESSES)
        return [term for term, _, _ in near]
