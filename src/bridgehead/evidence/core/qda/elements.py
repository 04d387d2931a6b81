"""Elements of a project, each where the schema wants it."""

from lxml import etree

from bridgehead.evidence.core.qda.xml import NS, OURS, PROJECT, safe

OF_TEXT = "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue"
OF_MEDIUM = "Description Transcript AudioSelection VideoSelection Coding NoteRef VariableValue"
ORDERS = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "Code": "Description NoteRef Code",
    "TextSource": OF_TEXT,
    "Representation": OF_TEXT,
    "TextDescription": OF_TEXT,
    "Note": OF_TEXT,
    "PictureSource": "Description TextDescription PictureSelection Coding NoteRef VariableValue",
    "PDFSource": "Description PDFSelection Representation Coding NoteRef VariableValue",
    "AudioSource": OF_MEDIUM,
    "VideoSource": OF_MEDIUM,
    "Transcript": "Description PlainTextContent SyncPoint TranscriptSelection NoteRef",
    "PlainTextSelection": "Description Coding NoteRef",
    "TranscriptSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "Set": "Description MemberCode MemberSource MemberNote",
    "Graph": "Vertex Edge",
    **dict.fromkeys(("PictureSelection", "AudioSelection", "VideoSelection"), "Description Coding NoteRef"),
    "PDFSelection": "Description Representation Coding NoteRef",
}


def empty(name: str) -> etree._Element:
    """A project that holds nothing yet."""
    root = etree.Element(f"{NS}Project", nsmap={None: PROJECT})
    root.set("name", safe(name))
    root.set("origin", OURS)
    return root


def child(parent: etree._Element, tag: str, *, text: str | None = None, **attributes: str) -> etree._Element:
    """Add a child where the schema wants it."""
    element = etree.Element(f"{NS}{tag}", attributes)
    element.text = None if text is None else safe(text)
    return insert(parent, element)


def insert(parent: etree._Element, element: etree._Element) -> etree._Element:
    """Put an element into another where the schema wants it."""
    order = ORDERS.get(etree.QName(parent).localname, "").split()
    tag = etree.QName(element).localname
    later = set(order[order.index(tag) + 1 :]) if tag in order else set()
    at = next((i for i, c in enumerate(parent) if etree.QName(c).localname in later), len(parent))
    parent.insert(at, element)
    return element


def part(parent: etree._Element, tag: str) -> etree._Element:
    """The child of that tag, added if it is missing."""
    found = parent.find(f"{NS}{tag}")
    return child(parent, tag) if found is None else found
