"""What a document or a research project expects of an input, in words, by code (`kit.expectations`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

EXPECTED: Mapping[str, Promise] = {
    "action_of_list": gettext_lazy("an action from the list"),
    "actor_or_source": gettext_lazy("actor or source"),
    "code_not_below": gettext_lazy("a code that is not below it"),
    "code_not_below_these": gettext_lazy("a code that is not below one of them"),
    "code_of_codebook": gettext_lazy("a code of the same codebook"),
    "codebook_id": gettext_lazy("the id of a codebook"),
    "codings_of_one_round": gettext_lazy("codings of one round and source"),
    "document_with_text": gettext_lazy("a document with text in it (a scan needs text recognition first)"),
    "docx": gettext_lazy("a DOCX file"),
    "docx_size": gettext_lazy("a DOCX file of at most {limit} bytes unpacked"),
    "excerpt_once": gettext_lazy("an excerpt that occurs once in the source's text"),
    "file_of_archive": gettext_lazy("a file that the archive holds"),
    "guid": gettext_lazy("a GUID (hexadecimal digits 8-4-4-4-12)"),
    "headings_with": gettext_lazy("a row of headings with {headings}"),
    "name": gettext_lazy("a name"),
    "name_and_pseudonym": gettext_lazy("a name and its pseudonym"),
    "name_in_text": gettext_lazy("a name that occurs in the text"),
    "name_of_no_code_there": gettext_lazy("a name that no other code in this place has"),
    "name_of_no_codebook": gettext_lazy("a name that no other codebook has"),
    "no_document_type": gettext_lazy("XML without a document type"),
    "one_coding": gettext_lazy("at least one coding"),
    "passage_up_to": gettext_lazy("a passage between 0 and {end}"),
    "passage_with_code": gettext_lazy("at least one passage with this code"),
    "path_in_archive": gettext_lazy("a path inside the archive"),
    "pdf_without_password": gettext_lazy("a PDF without a password"),
    "place_without_name": gettext_lazy("a place without a code of this name"),
    "positions_in_text": gettext_lazy("positions from 0 to {end}, the end of the text, in order"),
    "qdpx": gettext_lazy("a .qdpx file, which is a zip"),
    "qdpx_with_project": gettext_lazy("a .qdpx file with a project.qde in it"),
    "readable_docx": gettext_lazy("a DOCX file that can be read"),
    "readable_pdf": gettext_lazy("a PDF file that can be read"),
    "readable_workbook": gettext_lazy("a workbook that can be read"),
    "round_with_codings": gettext_lazy("a round with codings"),
    "salience": gettext_lazy("1, 2 or 3"),
    "schema_value": gettext_lazy("a value of the schema's pattern"),
    "text_in_archive": gettext_lazy("a text inside the archive (internal://)"),
    "source_id": gettext_lazy("the id of a source"),
    "valid_refi_qda": gettext_lazy("XML that is valid against REFI-QDA's {schema}"),
    "version": gettext_lazy("a version"),
    "well_formed_xml": gettext_lazy("well-formed XML"),
}
