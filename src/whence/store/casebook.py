"""Judgements, runs and redirects: append only, chained by hashes, safe in a crash."""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from whence.errors import InputError, OutputError
from whence.model.party import Judgement
from whence.store.chain import EVENTS, GENESIS, Head, faults, link, packed
from whence.store.judged import Shown, judgement_of, row_of

# PRAGMA user_version of the tables in casebook.sql; 0 is a file with no tables yet.
VERSION = 1


class Casebook:
    """One SQLite file; WAL and synchronous FULL, so that what `record` returned from
    is on the disk, and a crash at any instant leaves a file that opens."""

    def __init__(self, path: Path) -> None:
        """Open the casebook, making it when there is none.

        Raises:
            InputError: the file is no casebook, or of a newer Whence.
            OutputError: the disk is full or the folder may not be written.

        """
        self.path = path
        with self._guarded():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        try:
            with self._guarded():
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute("PRAGMA foreign_keys = ON")
                self._upgrade()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file; the write-ahead log is folded back into it."""
        self._db.close()

    def __enter__(self) -> "Casebook":
        """Give the casebook."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def judgements(
        self, as_of: date, *, head: int | None = None
    ) -> tuple[Judgement, ...]:
        """Give the latest judgement of each candidate, recorded on or before a day.

        `head` leaves out what stands after that row of the custody log.
        """
        latest: dict[str, Judgement] = {}
        for row in self._rows(
            "SELECT candidate, verdict, handle, reason, why, day, left_hash,"
            " right_hash, shown FROM judgement WHERE day <= ?1"
            " AND (?2 IS NULL OR seq <= ?2) ORDER BY day, seq",
            (as_of.isoformat(), head),
        ):
            latest[row[0]] = judgement_of(row)
        return tuple(latest[key] for key in sorted(latest))

    def history(self, candidate: str) -> tuple[Judgement, ...]:
        """Give every judgement ever recorded of one candidate, oldest first."""
        rows = self._rows(
            "SELECT candidate, verdict, handle, reason, why, day, left_hash,"
            " right_hash, shown FROM judgement WHERE candidate = ? ORDER BY day, seq",
            (candidate,),
        )
        return tuple(judgement_of(row) for row in rows)

    def record(self, judgement: Judgement, *, left: str = "", right: str = "") -> int:
        """Append a judgement with both raw texts; on disk when this returns.

        Returns:
            Its number in the custody log.

        Raises:
            OutputError: the disk is full or the file may not be written.

        """
        row = row_of(judgement, left, right)
        with self._writing():
            seq = self._log("judgement", judgement.candidate, row, day=judgement.on)
            self._db.execute(
                f"INSERT INTO judgement VALUES ({','.join('?' * (len(row) + 1))})",
                (seq, *row),
            )
        return seq

    def shown(self, candidates: Iterable[Shown]) -> None:
        """Remember what the run showed of its candidates, so that they can be judged.

        Candidates of earlier runs stay: their dossiers may still be on a desk.
        """
        with self._writing():
            self._db.executemany(
                "INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        *(c.candidate, c.left, c.right, c.left_hash, c.right_hash),
                        *(c.p_same, c.p_related, packed(c.explanation)),
                    )
                    for c in candidates
                ),
            )

    def shown_of(self, candidate: str) -> Shown | None:
        """Give what was last shown of a candidate; None when no run showed it."""
        for row in self._rows("SELECT * FROM shown WHERE candidate = ?", (candidate,)):
            lines = tuple((str(a), str(b), float(c)) for a, b, c in json.loads(row[7]))
            texts = (str(row[0]), str(row[1]), str(row[2]), str(row[3]), str(row[4]))
            return Shown(*texts, float(row[5]), float(row[6]), lines)
        return None

    def candidates(self) -> tuple[str, ...]:
        """List the candidates that can be judged, sorted."""
        rows = self._rows("SELECT candidate FROM shown ORDER BY candidate")
        return tuple(str(row[0]) for row in rows)

    def redirect(self, old: str, new: str) -> None:
        """Remember that a party key was replaced; saying so twice changes nothing."""
        if old != new and self.redirects().get(old) != new:
            with self._writing():
                seq = self._log("redirect", old, (old, new))
                self._db.execute(
                    "INSERT INTO redirect VALUES (?, ?, ?)", (seq, old, new)
                )

    def redirects(self) -> dict[str, str]:
        """Give the latest redirect of each old party key, one step each."""
        rows = self._rows("SELECT old, new FROM redirect ORDER BY seq")
        return {str(old): str(new) for old, new in rows}

    def add_run(self, *, manifest: str, findings: str, as_of: date) -> int:
        """Note a finished run by the sha256 of its manifest and of its findings."""
        row = (manifest, findings, as_of.isoformat())
        with self._writing():
            seq = self._log("run", manifest, row)
            self._db.execute("INSERT INTO finding_run VALUES (?, ?, ?, ?)", (seq, *row))
        return seq

    def runs(self) -> tuple[tuple[str, str], ...]:
        """Give (manifest sha256, findings sha256) of every run, oldest first."""
        rows = self._rows("SELECT manifest, findings FROM finding_run ORDER BY seq")
        return tuple((str(m), str(f)) for m, f in rows)

    def log(
        self, event: str, subject: str, detail: str, *, day: date | None = None
    ) -> int:
        """Append a custody event of another kind and give its number."""
        with self._writing():
            return self._log(event, subject, (detail,), day=day)

    def events(self, event: str) -> tuple[tuple[int, str, str], ...]:
        """Give (number, subject, detail) of every custody event of a kind that was
        appended by `log`, oldest first."""
        rows = self._rows(
            "SELECT seq, subject, detail FROM custody WHERE event = ? ORDER BY seq",
            (event,),
        )
        return tuple((int(q), str(s), str(json.loads(d)[0])) for q, s, d in rows)

    def head(self) -> Head:
        """Give the last row of the custody log."""
        for row in self._rows(
            "SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1"
        ):
            return Head(int(row[0]), str(row[1]))
        return Head(0, GENESIS)

    def head_at(self, seq: int) -> Head | None:
        """Give the row of the custody log with this number; None when there is none."""
        if seq == 0:
            return Head(0, GENESIS)
        for row in self._rows("SELECT seq, hash FROM custody WHERE seq = ?", (seq,)):
            return Head(int(row[0]), str(row[1]))
        return None

    def verify_chain(self) -> tuple[str, ...]:
        """Check every hash, and every row against what the log says of it.

        Returns:
            One sentence per fault; empty when the casebook is whole.

        """
        custody = self._rows("SELECT * FROM custody ORDER BY seq")
        tables = {t: self._rows(f"SELECT * FROM {t} ORDER BY seq") for t in EVENTS}
        return faults(custody, tables)

    def copy_until(self, path: Path, seq: int) -> None:
        """Write a new casebook that ends at this row of the custody log.

        What was recorded later is left out, so that a run can be made again as it was.

        Raises:
            InputError: there are fewer rows than that.

        """
        if self.head_at(seq) is None:
            raise InputError(
                f"holds no row {seq} of the custody log.",
                where=str(self.path),
                remedy="This casebook is older than the dossier; use the case's own.",
            )
        with Casebook(path) as copy, copy._writing():
            for table in ("custody", *EVENTS):
                rows = self._rows(f"SELECT * FROM {table} WHERE seq <= ?", (seq,))
                for row in rows:
                    marks = ",".join("?" * len(row))
                    copy._db.execute(f"INSERT INTO {table} VALUES ({marks})", row)

    def _log(
        self,
        event: str,
        subject: str,
        detail: tuple[object, ...],
        *,
        day: date | None = None,
    ) -> int:
        head = self.head()
        seq = head.seq + 1
        rest = (event, subject, packed(detail), day.isoformat() if day else "")
        digest = link(seq, head.hash, rest)
        self._db.execute(
            "INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?)",
            (seq, head.hash, digest, *rest),
        )
        return seq

    def _rows(
        self, query: str, values: tuple[object, ...] = ()
    ) -> list[tuple[Any, ...]]:
        with self._guarded():
            return self._db.execute(query, values).fetchall()

    def _upgrade(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise InputError(
                "was written by a newer Whence.",
                where=str(self.path),
                remedy="Upgrade Whence to the version that wrote it, or a later one.",
            )
        if version == 0:
            script = files("whence.store").joinpath("casebook.sql").read_text("utf-8")
            self._db.executescript(
                f"BEGIN IMMEDIATE;{script}PRAGMA user_version = {VERSION};COMMIT;"
            )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Do the block in one transaction: all of it on disk, or none."""
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn SQLite's refusals into ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"cannot be read or written: {error}.",
                where=str(self.path),
                remedy="Check that the disk has room and that you may write there;"
                " nothing recorded before is lost.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"is not a whole casebook: {error}.",
                where=str(self.path),
                remedy="Restore the file from a copy of the case.",
            ) from error
