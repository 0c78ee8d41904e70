"""Invented pages of the described shapes, a case to read them, a server on loopback."""

import html
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

from whence.jobs.assess import AssessRequest, assess
from whence.jobs.list_diff import DiffRequest, diff
from whence.jobs.list_update import UpdateRequest, update
from whence.model.listfile import ListRow
from whence.shelf import rows_of
from whence.shelf.lists import editions
from whence.store.case import Case

PAGE = date(2026, 6, 26)
TODAY = date(2026, 9, 1)
HEADS = {
    "i": "mine, produce, or manufacture goods",
    "ii": "are working with the government of the region",
    "v": "source material from the region",
}


def shipped():
    """The rows of the shipped list on the day of its page, as a page prints them."""
    edition = next(e for e in editions(PAGE) if e.list_key == "us-uflpa")
    rows = []
    for x in edition.listings:
        for section, span in x.sections:
            if span.end is None:
                names = tuple(x.names[1:])
                rows.append(
                    ListRow(
                        x.name, names, section=section, day=span.start, scope=x.scope
                    )
                )
    return rows


def page(rows, updated="08/20/2026", tail="</body></html>", sections=("i", "ii", "v")):
    parts = ["<!DOCTYPE html><html><body><h1>Entity List</h1>"]
    for section in sections:
        parts.append(f"<p>Entities that {HEADS[section]}</p><table><tr>")
        parts.append("<th>Name of Entity</th><th>Effective Date</th></tr>")
        for row in rows:
            if row.section == section:
                text = html.escape(printed(row))
                day = f"{row.day:%B} {row.day.day}, {row.day.year}"
                parts.append(f"<tr><td>{text}</td><td>{day}</td></tr>")
        parts.append("</table>")
    said = f"<p>Last Updated: {updated}</p>" if updated else ""
    return "".join([*parts, said, tail])


def printed(row):
    alias = f" (also known as {'; '.join(row.aliases)})" if row.aliases else ""
    return f"{row.name}{alias} {row.scope}".strip()


def later():
    """The page after the shipped events of 2026-07-31."""
    edition = next(e for e in editions(TODAY) if e.list_key == "us-uflpa")
    return [
        ListRow(
            x.name,
            tuple(x.names[1:]),
            section=s,
            day=p.start,
            scope=x.scope,
        )
        for x in edition.listings
        for s, p in (x.sections or (("v", x.span),))
        if p.end is None
    ]


def changed(rows, who, /, **more):
    assert any(r.name == who for r in rows)
    return [replace(r, **more) if r.name == who else r for r in rows]


def take(tmp_path, rows, **more):
    text = rows if isinstance(rows, str) else page(rows)
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    request = UpdateRequest(tmp_path / "case", TODAY, "us-uflpa", path)
    return update(replace(request, **more)).updated[0]


def kinds(updated, *wanted):
    return [(e.kind, e.name, e.detail) for e in updated.events if e.kind in wanted]


def held(tmp_path, as_of=TODAY):
    with Case.open(tmp_path / "case") as case:
        return next(
            e for e in editions(as_of, case.list_files()) if e.list_key == "us-uflpa"
        )


def named(edition, name):
    return next((x for x in edition.listings if name in x.names), None)


NEW = ListRow(
    "Qarlug Example Mills Co., Ltd.", ("Qarlug EM",), section="v", day=date(2026, 8, 20)
)


def orders(strings, status="Active"):
    rows = "".join(
        f"<tr><td>{n}</td><td>{html.escape(s)}</td><td>09/03/2020</td>"
        f"<td>{status if n == 0 else 'Active'}</td></tr>"
        for n, s in enumerate(strings)
    )
    return (
        "<!DOCTYPE html><html><body><h3>China</h3><table><tr><th>#</th>"
        f"<th>Entities</th><th>Date</th><th>Status</th></tr>{rows}</table>"
        "<p>Last Updated: 08/20/2026</p></body></html>"
    )


def strings():
    rows = rows_of("lists/us-wro.names.csv")
    return list(dict.fromkeys(r["raw"] for r in rows))


SUPPLIERS = (
    "Supplier Name,Country,Address,Product\n"
    'Qarlug Example Mills,CN,"Shule County, Kashgar, Xinjiang",Yarn\n'
    'Meghna Sewing Ltd,BD,"Savar, Dhaka",Shirts\n'
)


def run(tmp_path, as_of=TODAY):
    (tmp_path / "suppliers.csv").write_text(SUPPLIERS, "utf-8")
    return assess(
        AssessRequest(
            files=(tmp_path / "suppliers.csv",),
            out=tmp_path / "out",
            case=tmp_path / "case",
            as_of=as_of,
            measures=("us/uflpa",),
            accept_mapping=True,
        )
    ).findings


def changes(tmp_path, key="", **more):
    return diff(DiffRequest(tmp_path / "case", TODAY, key, **more))


class Server:
    """Answers with what a test lays down; remembers what was asked."""

    def __init__(self):
        self.answers, self.asked = [], []

    def say(self, code, body=b"", **headers):
        body = body.encode() if isinstance(body, str) else body
        self.answers.append((code, body, headers))


@contextmanager
def serving():
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(dict(self.headers))
            code, body, headers = (
                server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            )
            self.send_response(code)
            headers = dict(headers)
            length = headers.pop("length", len(body))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/list"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def fetch(tmp_path, server, **more):
    slept = []
    request = UpdateRequest(
        tmp_path / "case", TODAY, "us-uflpa", url=server.url, wait=slept.append
    )
    return update(replace(request, **more)).updated[0], slept


def network(tmp_path):
    with Case.open(tmp_path / "case") as case:
        rows = case.casebook._rows("SELECT event, subject, detail FROM custody")
        assert case.casebook.verify_chain() == ()
    return [(subject, detail) for event, subject, detail in rows if event == "network"]
