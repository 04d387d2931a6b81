"""What opens something stands in no log: links that work once or without an account are cut out of what is logged."""

import logging
import re

SECRET_PATH = re.compile(r"(/(?:reset/key|mail/(?:no|stop|leave|view)|register(?:/own)?|calendar/feed)/)[^\s\"'?<>]+")


class CutSecrets(logging.Filter):
    """Cuts the secret part out of addresses in a line, and in the trace of a fault below it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line; it is always let through."""
        record.msg, record.args = cut_secrets(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = cut_secrets(record.exc_text)
        return True


def cut_secrets(text: str) -> str:
    """A text with `…` in place of what follows the address of a secret link."""
    return SECRET_PATH.sub(r"\1…", text)
