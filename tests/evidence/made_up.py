"""Valid research projects at random, with what their selections quote."""

from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape, quoteattr

from tests.evidence.projects import NAMESPACE

SIGNS = "aäß éÅ京🙂👋🏽 \t.,!<&>\"'"
LINE_ENDS = ("\n", "\r\n")
SHAPES = ("Oval", "Person", "Star", "Note")


@dataclass
class MadeUp:
    """A project's XML and files, and what each coding of a text quotes."""

    seed: Random
    files: dict[str, bytes] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    selections: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def xml(self) -> str:
        """The project; every part of it that a schema's sequence allows may be there or not."""
        self.users = [self.guid() for _ in range(self.some(3))]
        self.notes = [self.guid() for _ in range(self.some(3))]
        users = "".join(f"<User {self.named(u)}/>" for u in self.users)
        codes = "".join(self.code(0) for _ in range(1 + self.some(3)))
        variables = [self.guid() for _ in range(self.some(2))]
        sources = "".join(self.source() for _ in range(1 + self.some(4)))
        parts = {
            "Users": users,
            "CodeBook": f"<Codes>{codes}</Codes>",
            "Variables": "".join(
                f'<Variable guid="{v}" name={quoteattr(self.words())} typeOfVariable="Text"/>' for v in variables
            ),
            "Cases": "".join(self.case(variables) for _ in range(self.some(2))),
            "Sources": sources,
            "Notes": "".join(self.note(note) for note in self.notes),
            "Links": "".join(self.link() for _ in range(self.some(2))),
            "Sets": "".join(self.set() for _ in range(self.some(2))),
            "Graphs": "".join(self.graph() for _ in range(self.some(1))),
        }
        inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts.items() if text)
        return f"<Project {NAMESPACE} name={quoteattr(self.words())}>{inside}{self.maybe('Description')}</Project>"

    def some(self, most: int) -> int:
        return self.seed.randint(0, most)

    def guid(self) -> str:
        digits = f"{self.seed.getrandbits(128):032x}"
        plain = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        return self.seed.choice((plain, plain.upper(), f"{{{plain}}}"))

    def words(self, most: int = 12) -> str:
        return "".join(self.seed.choices(SIGNS, k=self.some(most))).replace("\t", " ")

    def named(self, guid: str | None = None) -> str:
        return f'guid="{guid or self.guid()}" name={quoteattr(self.words())}'

    def maybe(self, tag: str) -> str:
        return f"<{tag}>{escape(self.words())}</{tag}>" if self.some(1) else ""

    def references(self) -> str:
        return "".join(f'<NoteRef targetGUID="{note}"/>' for note in self.notes if not self.some(3))

    def code(self, depth: int) -> str:
        guid = self.guid()
        self.codes.append(guid)
        below = "".join(self.code(depth + 1) for _ in range(self.some(2))) if depth < 3 else ""
        colour = ' color="#00aa11"' if self.some(1) else ""
        said = f"{self.maybe('Description')}{self.references()}"
        return (
            f'<Code {self.named(guid)} isCodable="{self.seed.choice(("true", "false"))}"{colour}>{said}{below}</Code>'
        )

    def codings(self, quote: str | None) -> str:
        out = ""
        for _ in range(self.some(2)):
            by = f' creatingUser="{self.seed.choice(self.users)}"' if self.users and self.some(1) else ""
            target = self.seed.choice(self.codes)
            out += f'<Coding guid="{self.guid()}"{by}><CodeRef targetGUID="{target}"/>{self.references()}</Coding>'
            if quote is not None:
                self.quotes.append(quote)
        return out

    def text(self, tag: str) -> str:
        """A text in the standard's counting: code points of the file as it is stored."""
        lines = ["".join(self.seed.choices(SIGNS, k=self.some(30))) for _ in range(self.some(4) + 1)]
        stored = self.seed.choice(LINE_ENDS).join(lines)
        guid = self.guid()
        name = guid.strip("{}")
        self.sources.append(guid)
        self.files[f"Sources/{name}.txt"] = (b"\xef\xbb\xbf" if self.some(1) else b"") + stored.encode()
        inside = ""
        for _ in range(self.some(3) if stored else 0):
            start = self.some(len(stored))
            end = self.seed.randint(start, len(stored))
            inside += self.selection(stored, start, end)
        more = self.codings(None) if tag != "Note" else ""
        said = f"{self.maybe('Description')}{inside}{more}{self.references()}"
        return f'<{tag} {self.named(guid)} plainTextPath="internal://{name}.txt">{said}</{tag}>'

    def selection(self, stored: str, start: int, end: int) -> str:
        """A selection that does not tear a line end apart: its halves are one character here."""
        start -= stored[start - 1 : start + 1] == "\r\n"
        end -= stored[end - 1 : end + 1] == "\r\n"
        guid = self.guid()
        self.selections.append(guid)
        quote = stored[start : max(start, end)].replace("\r\n", "\n")
        inside = f"{self.maybe('Description')}{self.codings(quote)}{self.references()}"
        at = f'startPosition="{start}" endPosition="{max(start, end)}"'
        return f'<PlainTextSelection guid="{guid}" {at}>{inside}</PlainTextSelection>'

    def source(self) -> str:
        kind = self.seed.choice(
            ("TextSource", "TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource")
        )
        if kind == "TextSource":
            return self.text(kind)
        ending = {"PictureSource": "png", "PDFSource": "pdf", "AudioSource": "m4a", "VideoSource": "mp4"}[kind]
        guid = self.guid()
        self.files[f"sources/{guid.strip('{}')}.{ending}"] = self.seed.randbytes(20)
        corners = 'firstX="1" firstY="2" secondX="3" secondY="4"'
        at = {"png": corners, "pdf": f'page="0" {corners}'}.get(ending, 'begin="0" end="1500"')
        selection = kind.replace("Source", "Selection")
        marks = "".join(f'<{selection} guid="{self.guid()}" {at}>{self.codings(None)}</{selection}>' for _ in "ab")
        text = self.text("Representation") if ending == "pdf" and self.some(1) else ""
        described = self.text("TextDescription") if ending == "png" and self.some(1) else ""
        inside = {"pdf": marks + text, "png": described + marks}.get(ending, marks) + self.codings(None)
        return f'<{kind} {self.named(guid)} path="internal://{guid.strip("{}")}.{ending}">{inside}</{kind}>'

    def note(self, guid: str) -> str:
        return f"<Note {self.named(guid)}><PlainTextContent>{escape(self.words(40))}</PlainTextContent></Note>"

    def case(self, variables: list[str]) -> str:
        values = ""
        for variable in variables:
            said = f"<TextValue>{escape(self.words())}</TextValue>"
            values += f'<VariableValue><VariableRef targetGUID="{variable}"/>{said}</VariableValue>'
        code = f'<CodeRef targetGUID="{self.seed.choice(self.codes)}"/>'
        refs = "".join(f'<SelectionRef targetGUID="{s}"/>' for s in self.selections[:2])
        return f"<Case {self.named()}>{code}{values}{refs}</Case>"

    def link(self) -> str:
        ends = f'originGUID="{self.seed.choice(self.codes)}" targetGUID="{self.seed.choice(self.codes)}"'
        return f'<Link {self.named()} direction="Associative" {ends}/>'

    def set(self) -> str:
        members = "".join(f'<MemberSource targetGUID="{s}"/>' for s in self.sources[:2])
        return f'<Set {self.named()}><MemberCode targetGUID="{self.seed.choice(self.codes)}"/>{members}</Set>'

    def graph(self) -> str:
        one, other = self.guid(), self.guid()
        vertices = "".join(
            f'<Vertex guid="{v}" firstX="0" firstY="1" shape="{self.seed.choice(SHAPES)}"/>' for v in (one, other)
        )
        edge = f'<Edge guid="{self.guid()}" sourceVertex="{one}" targetVertex="{other}"/>'
        return f"<Graph {self.named()}>{vertices}{edge}</Graph>"
