"""Fetching a list, on loopback only."""

import gzip
import zlib
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import pytest
from list_pages import TODAY, fetch, held, later, network, page, serving

from whence.errors import InputError, UsageError
from whence.jobs.list_update import UpdateRequest, update
from whence.read.lists import web
from whence.shelf.lists import gate


def test_a_fetched_page_opens_the_gate_and_every_request_is_logged(tmp_path):
    with serving() as server:
        server.say(200, page(later(), "08/20/2026"), ETag='"one"')
        found, _ = fetch(tmp_path, server)
        assert found.own_copy
        assert found.retrieved == TODAY
        assert gate(held(tmp_path), TODAY).passes
        assert [a for a, _ in found.requests] == [server.url]
        assert network(tmp_path)[0][0] == server.url
        assert server.asked[0]["User-Agent"].startswith("whence/")


def test_a_fetched_page_is_not_left_lying_in_the_case(tmp_path):
    with serving() as server:
        server.say(200, page(later()))
        fetch(tmp_path, server)
    assert list((tmp_path / "case" / "tmp").iterdir()) == []


def test_a_page_that_has_not_changed_is_not_sent_again_but_its_day_counts(tmp_path):
    with serving() as server:
        server.say(200, page(later(), "08/20/2026"), ETag='"one"')
        fetch(tmp_path, server)
        server.answers[:] = []
        server.say(304)
        found, _ = fetch(tmp_path, server, on=date(2026, 9, 8))
        assert server.asked[-1]["If-None-Match"] == '"one"'
        assert found.events == ()
        assert found.retrieved == date(2026, 9, 8)
        assert gate(held(tmp_path, date(2026, 9, 8)), date(2026, 9, 8)).passes


def test_a_server_that_stumbles_is_asked_again_with_pauses(tmp_path):
    with serving() as server:
        server.say(503, **{"Retry-After": "7"})
        server.say(500)
        server.say(200, page(later()))
        found, slept = fetch(tmp_path, server)
        assert slept == [7.0, 14.0]
        assert len(found.requests) == 3


def test_a_moment_given_for_the_next_try_is_waited_for(tmp_path):
    with serving() as server:
        soon = datetime.now(UTC) + timedelta(seconds=20)
        server.say(429, **{"Retry-After": format_datetime(soon, usegmt=True)})
        server.say(200, page(later()))
        _, slept = fetch(tmp_path, server)
        assert 15 < slept[0] <= 20


def test_who_asks_for_a_long_pause_is_left_alone(tmp_path):
    with serving() as server:
        server.say(429, **{"Retry-After": "3600"})
        with pytest.raises(InputError, match="3600 seconds"):
            fetch(tmp_path, server)
        assert len(server.asked) == 1


def test_nothing_has_changed_is_no_answer_to_who_has_nothing(tmp_path):
    with serving() as server:
        server.say(304)
        with pytest.raises(InputError, match="HTTP 304"):
            fetch(tmp_path, server)


@pytest.mark.parametrize(("code", "asked"), [(403, 1), (404, 1), (500, 3)])
def test_a_refusal_says_how_to_save_the_page_by_hand(tmp_path, code, asked):
    with serving() as server:
        server.say(code, "no")
        with pytest.raises(InputError, match=f"HTTP {code}.*--from FILE"):
            fetch(tmp_path, server)
        assert len(server.asked) == asked
        assert len(network(tmp_path)) == asked


def test_a_page_that_breaks_off_is_not_taken(tmp_path):
    whole = page(later()).encode()
    with serving() as server:
        server.say(200, whole[:5000], length=len(whole))
        with pytest.raises(InputError, match="IncompleteRead"):
            fetch(tmp_path, server)
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


@pytest.mark.parametrize(
    ("pack", "coding"),
    [(gzip.compress, "gzip"), (gzip.compress, ""), (zlib.compress, "deflate")],
    ids=["gzip", "gzip untold", "deflate"],
)
def test_a_page_that_is_packed_unasked_is_unpacked(tmp_path, pack, coding):
    with serving() as server:
        headers = {"Content_Encoding": coding} if coding else {}
        server.say(200, pack(page(later()).encode()), **headers)
        found, _ = fetch(tmp_path, server)
        assert found.rows == len(later())


@pytest.mark.parametrize(
    ("body", "coding", "says"),
    [
        (b"\x0b\x02\x80abc", "br", "nobody asked for"),
        (gzip.compress(b"a list")[:-9], "gzip", "cut off"),
        (b"\x1f\x8b\x08\x00damaged....", "gzip", "damaged"),
        (gzip.compress(bytes(4000)), "gzip", "larger than any list"),
        (gzip.compress(b"a") + gzip.compress(b"list"), "gzip", "behind its end"),
    ],
    ids=["br", "cut", "damaged", "large", "parts"],
)
def test_a_packed_page_that_cannot_be_a_list_is_refused(
    tmp_path, monkeypatch, body, coding, says
):
    monkeypatch.setattr(web, "BYTES", 3000)
    with serving() as server:
        server.say(200, body, Content_Encoding=coding)
        with pytest.raises(InputError, match=says):
            fetch(tmp_path, server)


def test_a_redirect_to_another_host_is_not_followed(tmp_path):
    with serving() as server:
        server.say(302, Location="http://localhost:1/other")
        with pytest.raises(InputError, match="another place"):
            fetch(tmp_path, server)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.dhs.gov/uflpa-entity-list",
        "https://example.org/list",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
    ],
)
def test_only_the_publishers_https_address_or_this_machine_is_asked(tmp_path, url):
    with pytest.raises(UsageError, match="not the publisher"):
        update(UpdateRequest(tmp_path / "case", TODAY, "us-uflpa", url=url))
