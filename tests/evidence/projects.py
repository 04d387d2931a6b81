"""A research project with everything that the standard knows, made for the tests."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'


def guid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-00000000abcd"


STORED = "Ærø says 👋🏽 hello.\r\nWe met in Århus 🌬 last year.\r\n"
PLAIN = STORED.replace("\r\n", "\n")

EVERYTHING = f"""<?xml version="1.0" encoding="utf-8"?>
<Project {NAMESPACE} name="Everything" origin="SomeTool 3" creatingUserGUID="{guid(1)}"
  creationDateTime="2024-01-02T03:04:05Z" basePath="C:/Projects">
 <Users><User guid="{guid(1)}" name="Anne"/><User guid="{{{guid(2).upper()}}}" name="Anne" id="a2"/>
  <User guid="{guid(3)}"/></Users>
 <CodeBook><Codes>
  <Code guid="{guid(10)}" name="Network" isCodable="false" color="#ff0000">
   <Description>Ties &amp; trust</Description><NoteRef targetGUID="{guid(80)}"/>
   <Code guid="{guid(11)}" name="Trust" isCodable="true"><Code guid="{guid(12)}" name="Deep" isCodable="true"/></Code>
  </Code>
  <Code guid="{guid(13).upper()}" name="Trust" isCodable="true"/>
 </Codes></CodeBook>
 <Variables><Variable guid="{guid(20)}" name="Age" typeOfVariable="Integer"><Description>years</Description></Variable>
 </Variables>
 <Cases><Case guid="{guid(30)}"><CodeRef targetGUID="{guid(11)}"/>
   <VariableValue><VariableRef targetGUID="{guid(20)}"/><IntegerValue>41</IntegerValue></VariableValue>
   <SourceRef targetGUID="{guid(40)}"/><SelectionRef targetGUID="{guid(50)}"/></Case></Cases>
 <Sources>
  <TextSource guid="{guid(40)}" name="Talk" plainTextPath="internal://talk.txt" richTextPath="internal://talk.docx">
   <PlainTextSelection guid="{guid(50)}" name="met in Århus 🌬" startPosition="25" endPosition="39"
     creatingUser="{guid(1)}">
    <Description>where they met</Description>
    <Coding guid="{guid(60)}" creatingUser="{{{guid(2)}}}" creationDateTime="2024-02-02T00:00:00Z">
     <CodeRef targetGUID="{guid(11).upper()}"/><NoteRef targetGUID="{guid(81)}"/></Coding>
    <Coding guid="{guid(61)}"><CodeRef targetGUID="{guid(13)}"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="{guid(51)}" startPosition="0" endPosition="3"><NoteRef targetGUID="{guid(80)}"/>
   </PlainTextSelection>
   <PlainTextSelection guid="{guid(52)}" startPosition="9" endPosition="11">
    <Coding guid="{guid(62)}"><CodeRef targetGUID="{guid(30)}"/></Coding>
    <Coding guid="{guid(63)}" creatingUser="{guid(3)}"><CodeRef targetGUID="{guid(12)}"/></Coding>
   </PlainTextSelection>
   <Coding guid="{guid(64)}" creatingUser="{guid(1)}"><CodeRef targetGUID="{guid(11)}"/></Coding>
   <NoteRef targetGUID="{guid(80)}"/>
   <VariableValue><VariableRef targetGUID="{guid(20)}"/><IntegerValue>7</IntegerValue></VariableValue>
  </TextSource>
  <TextSource guid="{guid(41)}"><PlainTextContent>Inline &lt;text&gt;
of two lines</PlainTextContent>
   <PlainTextSelection guid="{guid(53)}" startPosition="7" endPosition="13">
    <Coding guid="{guid(65)}"><CodeRef targetGUID="{guid(11)}"/></Coding></PlainTextSelection></TextSource>
  <PictureSource guid="{guid(42)}" name="Whiteboard" path="internal://board.PNG">
   <PictureSelection guid="{guid(54)}" firstX="1" firstY="2" secondX="30" secondY="40">
    <Coding guid="{guid(66)}" creatingUser="{guid(1)}"><CodeRef targetGUID="{guid(11)}"/></Coding></PictureSelection>
  </PictureSource>
  <PDFSource guid="{guid(43)}" name="Report" path="internal://report.pdf" currentPath="absolute:///C:/x/Report.pdf">
   <PDFSelection guid="{guid(55)}" page="3" firstX="1" firstY="2" secondX="3" secondY="4">
    <Coding guid="{guid(67)}"><CodeRef targetGUID="{guid(12)}"/></Coding></PDFSelection>
   <Representation guid="{guid(48)}" plainTextPath="internal://report.txt">
    <PlainTextSelection guid="{guid(56)}" startPosition="4" endPosition="8">
     <Coding guid="{guid(68)}"><CodeRef targetGUID="{guid(11)}"/></Coding></PlainTextSelection></Representation>
  </PDFSource>
  <AudioSource guid="{guid(44)}" name="Call" path="relative:///AR/call.m4a">
   <Transcript guid="{guid(45)}" name="A" plainTextPath="internal://a.txt">
    <SyncPoint guid="{guid(70)}" timeStamp="0" position="0"/><SyncPoint guid="{guid(71)}" timeStamp="900" position="5"/>
    <TranscriptSelection guid="{guid(57)}" fromSyncPoint="{guid(70)}" toSyncPoint="{guid(71)}">
     <Coding guid="{guid(69)}"><CodeRef targetGUID="{guid(11)}"/></Coding></TranscriptSelection></Transcript>
   <Transcript guid="{guid(46)}" name="B" plainTextPath="internal://b.txt"/>
   <AudioSelection guid="{guid(58)}" begin="10" end="2000">
    <Coding guid="{guid(6)}"><CodeRef targetGUID="{guid(11)}"/></Coding></AudioSelection>
  </AudioSource>
  <VideoSource guid="{guid(47)}" name="Film" path="absolute:///D:/film.mp4">
   <VideoSelection guid="{guid(59)}" begin="0" end="1"/>
  </VideoSource>
 </Sources>
 <Notes>
  <Note guid="{guid(80)}" name="Idea"><PlainTextContent>Look again.</PlainTextContent></Note>
  <Note guid="{guid(81)}" name="On trust" plainTextPath="internal://note.txt"/>
  <Note guid="{guid(82)}" name="Linked"><PlainTextContent>A linked remark.</PlainTextContent></Note>
 </Notes>
 <Links><Link guid="{guid(90)}" direction="OneWay" originGUID="{guid(52)}" targetGUID="{guid(82)}"/></Links>
 <Sets><Set guid="{guid(91)}" name="Core"><MemberCode targetGUID="{guid(11)}"/><MemberSource targetGUID="{guid(40)}"/>
   <MemberNote targetGUID="{guid(80)}"/></Set></Sets>
 <Graphs><Graph guid="{guid(92)}" name="Map"><Vertex guid="{guid(93)}" representedGUID="{guid(11)}" firstX="0"
    firstY="0" shape="Oval"/><Vertex guid="{guid(94)}" firstX="5" firstY="5"/>
   <Edge guid="{guid(95)}" sourceVertex="{guid(93)}" targetVertex="{guid(94)}" lineStyle="dashed"/></Graph></Graphs>
 <Description>All of it</Description><NoteRef targetGUID="{guid(80)}"/>
</Project>"""

FILES: dict[str, bytes] = {
    "Sources/talk.txt": b"\xef\xbb\xbf" + STORED.encode(),
    "Sources/talk.docx": b"PK-not-read",
    "Sources/board.PNG": b"\x89PNG",
    "Sources/report.pdf": b"%PDF",
    "Sources/report.txt": b"The wind blows",
    "Sources/a.txt": b"Hello there",
    "Sources/b.txt": "Hej dér".encode(),
    "Sources/note.txt": b"They\r\ntrust",
    "Sources/extra.bin": b"\x00\x01",
}


def write(path: Path, xml: str = EVERYTHING, files: Mapping[str, bytes] = FILES, inside: str = "project.qde") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, xml)
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def project_of(
    text: str, selections: str, *, origin: str = "", stored: bytes | None = None
) -> tuple[str, dict[str, bytes]]:
    """A project with one text and one code; `selections` are elements of that text."""
    xml = f"""<Project {NAMESPACE} name="One" origin="{origin}">
<CodeBook><Codes><Code guid="{guid(11)}" name="Trust" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{guid(40)}" name="Talk" plainTextPath="internal://t.txt">
{selections}
</TextSource></Sources></Project>"""
    return xml, {"sources/t.txt": text.encode()}


def selection(start: int, end: int, number: int = 0, name: str = "") -> str:
    return (
        f'<PlainTextSelection guid="{guid(500 + number)}" name="{name}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{guid(600 + number)}"><CodeRef targetGUID="{guid(11)}"/></Coding></PlainTextSelection>'
    )
