"""The days of a docket as a calendar (RFC 5545): one whole-day event a step."""

from datetime import date, timedelta

from whence.model.docket import Docket, Owes, Step, Timeline

WARN_DAYS = (7, 2)
FOLD = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""


def to_ics(docket: Docket, timeline: Timeline, stamp: date) -> str:
    """Write every step that has a day; steps of the importer come with reminders.

    The same docket on the same day gives the same text.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Whence//docket//EN",
        f"X-WR-CALNAME:{_text(f'Detention {docket.key}')}",
    ]
    for step in timeline.steps:
        if step.due is not None and step.state not in ("done", "closed"):
            lines += _event(docket, step, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(docket: Docket, step: Step, stamp: date) -> list[str]:
    assert step.due is not None
    words = [
        f"{step.counted}.",
        step.consequence,
        f"Law: {step.reference}",
        *step.notes,
    ]
    if step.work_by is not None and step.work_by != step.due:
        words.insert(0, f"No business day: be ready by {step.work_by}.")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(f'{docket.key}-{step.key}')}@whence.invalid",
        f"DTSTAMP:{stamp:%Y%m%d}T120000Z",
        f"DTSTART;VALUE=DATE:{step.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{step.due + timedelta(1):%Y%m%d}",
        f"SUMMARY:{_text(f'{docket.key}: {step.title} ({step.owes.value})')}",
        f"DESCRIPTION:{_text(chr(10).join(w for w in words if w))}",
        "TRANSP:TRANSPARENT",
    ]
    if step.owes is Owes.IMPORTER:
        for days in WARN_DAYS:
            lines += [
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                f"DESCRIPTION:{_text(step.title)}",
                f"TRIGGER:-P{days}D",
                "END:VALARM",
            ]
    return [*lines, "END:VEVENT"]


def _text(words: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    for char, mark in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(char, mark)
    return words


def _folded(line: str) -> list[str]:
    """Break a line after at most 75 octets, never inside a character."""
    parts: list[str] = []
    now = ""
    for char in line:
        if len((now + char).encode()) > FOLD - bool(parts):
            parts.append(now if not parts else f" {now}")
            now = ""
        now += char
    parts.append(now if not parts else f" {now}")
    return parts
