"""Fetching one list, only when asked: polite, bounded, and every request told.

A publisher's page is fetched over https from the publisher's own host; plain http is
for this machine alone (tests). Nothing is sent but the request itself.
"""

import http.client
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from whence import __version__
from whence.errors import InputError, UsageError

AGENT = f"whence/{__version__} (asked for by its user; lists update)"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SECONDS = 30  # a government page answers in one or two
BYTES = 256 << 20  # the largest of the lists known here is under a tenth of it
TRIES = 3
PAUSE = 2.0  # seconds before the second try, doubled before the third
LONGEST_PAUSE = 60.0  # who asks for more is left alone
PLAIN, PACKED = ("", "identity"), ("gzip", "x-gzip", "deflate")
GZIP = b"\x1f\x8b"
ANY_HEADER = 32 + zlib.MAX_WBITS  # zlib's and gzip's, told apart by their first bytes
BY_HAND = "Open the page in a browser, save it whole, and give it with --from FILE."

Tell = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back; `data` is None when the publisher says nothing has changed."""

    url: str
    data: bytes | None
    etag: str = ""
    last_modified: str = ""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only within the host and never away from https."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        bare = [(p.hostname or "").removeprefix("www.") for p in (old, new)]
        if bare[0] != bare[1] or old.scheme != new.scheme:
            fp.close()
            raise InputError(
                f"the page sends us on to {new.scheme}://{new.netloc}, another place.",
                where=req.full_url,
                remedy=BY_HAND,
            )
        self.tell(newurl, "redirect")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str, publisher: str) -> None:
    """Make sure that the address is the publisher's, or this machine's own.

    Raises:
        UsageError: it is neither.

    """
    asked, own = urlsplit(url), urlsplit(publisher)
    if asked.scheme in ("http", "https") and asked.hostname in LOOPBACK:
        return
    if asked.scheme == "https" and asked.hostname and asked.hostname == own.hostname:
        return
    raise UsageError(
        f"{url} is not the publisher's address ({publisher or 'none is known'}).",
        where="--url",
        remedy="Give a file that you saved with --from FILE.",
    )


def fetch(
    url: str,
    *,
    before: Mapping[str, str],
    tell: Tell,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch a page, asking first whether it changed since the last time.

    Args:
        url: an address that `check_address` let pass.
        before: `etag` and `last_modified` of the last answer, if any.
        tell: called with (address, outcome) for every request made.
        wait: sleeps; seconds.

    Raises:
        InputError: the publisher refuses, the page is not there or breaks off.

    """
    headers = {"User-Agent": AGENT, "Accept": "text/html,application/json,text/csv,*/*"}
    if before.get("etag"):
        headers["If-None-Match"] = before["etag"]
    if before.get("last_modified"):
        headers["If-Modified-Since"] = before["last_modified"]
    # No proxy of the environment: what is contacted is what is named.
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), _SameHost(tell)
    )
    pause, said = PAUSE, ""
    for number in range(1, TRIES + 1):
        try:
            return _once(opener, urllib.request.Request(url, headers=headers), tell)
        except urllib.error.HTTPError as error:
            said = f"HTTP {error.code}"
            tell(url, said)
            error.close()
            if error.code == http.client.NOT_MODIFIED and before:
                return Fetched(
                    url, None, before.get("etag", ""), before.get("last_modified", "")
                )
            if error.code < 500 and error.code != http.client.TOO_MANY_REQUESTS:
                break
            asked = _asked_pause(error.headers)
            if asked > LONGEST_PAUSE:
                raise InputError(
                    f"asks to be left alone for {asked:.0f} seconds ({said}).",
                    where=url,
                    remedy=f"Try again later. Or: {BY_HAND}",
                ) from None
            pause = max(pause, asked)
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            said = f"{type(error).__name__}: {reason}"[:160]
            tell(url, said)
        if number < TRIES:
            wait(pause)
            pause *= 2
    raise InputError(f"could not be fetched ({said}).", where=url, remedy=BY_HAND)


def _once(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, tell: Tell
) -> Fetched:
    with opener.open(request, timeout=SECONDS) as answer:
        data = answer.read(BYTES + 1)
        headers = answer.headers
        expected = headers.get("Content-Length", "")
        if len(data) > BYTES:
            tell(request.full_url, "too large")
            raise InputError(
                f"is larger than {BYTES:,} bytes.",
                where=request.full_url,
                remedy=BY_HAND,
            )
        if expected.isdigit() and len(data) < int(expected):
            # read(n) stops short without a word when the line breaks.
            raise http.client.IncompleteRead(data, int(expected) - len(data))
        tell(request.full_url, f"HTTP {answer.status}, {len(data)} bytes")
        return Fetched(
            answer.url,
            _unpacked(data, headers.get("Content-Encoding", ""), request.full_url),
            headers.get("ETag", ""),
            headers.get("Last-Modified", ""),
        )


def _unpacked(data: bytes, coding: str, url: str) -> bytes:
    """Unpack what a server packed though nobody asked for it, header or not.

    Raises:
        InputError: it is packed in a way that is not read here, breaks off, or is
            larger unpacked than any list.

    """
    coding = coding.strip().lower()
    if coding in PLAIN and not data.startswith(GZIP):
        return data
    if coding not in (*PLAIN, *PACKED):
        raise InputError(
            f"is packed in a way that nobody asked for ({coding[:40]}).",
            where=url,
            remedy=BY_HAND,
        )
    unpack = zlib.decompressobj(ANY_HEADER)
    try:
        plain = unpack.decompress(data, BYTES + 1)
    except zlib.error as error:
        raise InputError(
            f"is packed, and damaged ({error}).", where=url, remedy=BY_HAND
        ) from None
    wrong = {
        "larger than any list": len(plain) > BYTES,
        "cut off": not unpack.eof,
        # RFC 1952 lets more parts follow: the first alone would be a shorter list.
        "goes on behind its end": bool(unpack.unused_data),
    }
    if what := next((said for said, holds in wrong.items() if holds), ""):
        raise InputError(f"is packed, and {what}.", where=url, remedy=BY_HAND)
    return plain


def _asked_pause(headers: Message) -> float:
    """Give the seconds that a server asks us to wait: told as such, or as a moment,
    which is held against the server's own clock."""
    asked = headers.get("Retry-After", "")
    if asked.isdigit():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
        pause = moment - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):  # no moment, or one without a zone
        return 0.0
    return max(0.0, pause.total_seconds())
