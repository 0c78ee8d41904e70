"""A message (RFC 5322, MIME) to its text and what it carries.

Of its head only subject and day are kept: addresses and names in it are of persons.
"""

import email
import email.policy
import html.parser
import re
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from whence.read.documents.cells import Cell, Page, plain_rows

HEAD = re.compile(rb"^(?:from|to|subject|date|received|return-path|message-id|mime-"
                  rb"version|x-[\w-]+|delivered-to|content-type):", re.I)  # fmt: skip
QUOTED = re.compile(r"^\s*(>|From:|To:|Cc:|Sent:|发件人|收件人|抄送)", re.I)


def is_message(head: bytes) -> bool:
    """Whether a file begins as a message does: two lines of a head, or more."""
    lines = head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()[:30]
    return sum(bool(HEAD.match(line)) for line in lines) >= 2


def opened_mail(data: bytes) -> tuple[Page, list[tuple[str, bytes]]]:
    """Give the text of a message as one page, and its attachments by name."""
    made = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    page: Page = [[Cell(str(made["subject"] or "").strip())]]
    day = _day(made)
    if day:
        page.append([Cell("Date"), Cell(day)])
    body = made.get_body(preferencelist=("plain", "html"))
    if body is not None:
        text = _content(body)
        if body.get_content_type() == "text/html":
            text = strip(text)
        lines = (line for line in text.splitlines() if not QUOTED.match(line))
        page += plain_rows(lines)
    carried = []
    for number, part in enumerate(made.iter_attachments(), 1):
        name = part.get_filename() or f"attachment {number}"
        name = re.sub(r"[\x00-\x1f/\\]", "_", name)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                carried.append((f"{name}.eml", inner.as_bytes()))
            continue
        held = part.get_payload(decode=True)
        if isinstance(held, bytes) and held:
            carried.append((name, held))
    return [row for row in page if row[0].text], carried


def _day(made: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(made["date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        held = body.get_payload(decode=True)
        return held.decode("gb18030", "replace") if isinstance(held, bytes) else ""


class _Text(html.parser.HTMLParser):
    """Keeps what a page says; the end of a block is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in ("script", "style", "head")
        if tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "head") and self.silent > 0
        if tag in ("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "br", "title"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(" ".join(data.split()))


def strip(text: str) -> str:
    """Give what a web page says, a line a block.

    >>> strip("<p>Lot <b>A1</b></p><script>x</script>").split()
    ['LotA1']
    """
    made = _Text()
    made.feed(text)
    return "".join(made.parts)
