"""PDF by Typst: text goes in as data, so that nothing in it is markup, and no text is too much for it."""

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

LONGEST_WORD = 200
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
BREAK = "\N{ZERO WIDTH SPACE}"


def pdf(template: Any, data: Mapping[str, Any], **options: Any) -> bytes:
    """Set a template with data.

    Parameters
    ----------
    template
        Path or content of the template.
    data
        What the template reads from `sys.inputs.data`.
    options
        What `typst.compile` takes besides.
    """
    import typst  # noqa: PLC0415 only who sets a page pays for it

    text = json.dumps(_breakable(data), ensure_ascii=False, allow_nan=False)
    content = typst.compile(template, sys_inputs={"data": text}, **options)
    if not isinstance(content, bytes):
        raise TypeError("Typst gave no PDF")
    return content


def _breakable(value: Any) -> Any:
    """Data in which every word fits on a few lines: a line of one word without an end is more than a PDF can hold."""
    match value:
        case str():
            return _broken(value)
        case Mapping():
            return {key: _breakable(each) for key, each in value.items()}
        case list() | tuple():
            return [_breakable(each) for each in value]
        case _:
            return value


_broken = partial(LONG_WORD.sub, rf"\g<0>{BREAK}")
