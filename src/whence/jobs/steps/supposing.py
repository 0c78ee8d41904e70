"""What may be supposed, and what never: dates, laws, lists and documents, no party."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.scene import Setting
from whence.shelf.list_files import read_version
from whence.store import lists
from whence.store.case import Case

FORMS = (
    "import-date=YYYY-MM-DD",
    "without-document=ID",
    "list=KEY@YYYY-MM-DD",
    "measure=FILE",
    "as-law=KEY",
)
LIMITS = (
    "A supposition may change dates, laws, lists and documents. It never alters a"
    " party's name, address or identifier, a site or a path, and never searches for"
    " what would clear."
)


@dataclass(frozen=True, slots=True)
class Supposed:
    """A setting changed by suppositions, and each of them in words."""

    setting: Setting
    said: tuple[str, ...]


def suppose(case: Case, setting: Setting, words: Sequence[str]) -> Supposed:
    """Change a setting as asked.

    Raises:
        UsageError: a supposition is of no form that is allowed, or names a list,
            version, document or file that does not exist.

    """
    said = []
    for text in words:
        kind, _, value = (part.strip() for part in text.partition("="))
        if not value:
            raise _refused(text)
        match kind:
            case "import-date":
                day = day_of(value, text)
                setting = replace(setting, imported=day)
                said.append(f"all goods were imported on {day}")
            case "without-document":
                setting = replace(setting, without=setting.without | {value})
                said.append(f"without the document {value}")
            case "list":
                key, day = list_day(case, value)
                setting = replace(setting, listed={**setting.listed, key: day})
                said.append(f"with the list {key} as it was known on {day}")
            case "measure":
                path = Path(value)
                if not path.is_file():
                    raise UsageError(
                        "no such file.", where=value, remedy="Name a YAML measure."
                    )
                setting = replace(setting, files=(*setting.files, path))
                said.append(f"with the measure in {path.name}")
            case "as-law":
                setting = replace(setting, as_law=(*setting.as_law, value))
                said.append(f"the proposal {value} were law")
            case _:
                raise _refused(text)
    return Supposed(setting, tuple(said))


def _refused(text: str) -> UsageError:
    return UsageError(
        f"{text!r} cannot be supposed.",
        where="--what-if",
        remedy=f"{LIMITS} Forms: {', '.join(FORMS)}.",
    )


def day_of(value: str, where: str) -> date:
    """Read a day.

    Raises:
        UsageError: it is none.

    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{value!r} is no day.", where=where, remedy="Write it as 2025-04-10."
        ) from None


def list_day(case: Case, value: str) -> tuple[str, date]:
    """Read `KEY@DAY`, or `KEY@SHA256` of a version that the case keeps.

    Raises:
        UsageError: it is neither; the versions kept are listed.

    """
    key, _, when = value.partition("@")
    try:
        return key, date.fromisoformat(when)
    except ValueError:
        kept = [read_version(path) for path in lists.versions(case.folder, key)]
        found = [v for v in kept if when and v.edition.sha256.startswith(when)]
        if found:
            return key, found[-1].known
        known = ", ".join(f"{v.known} ({v.edition.sha256[:8]})" for v in kept)
        raise UsageError(
            f"there is no version {when!r} of the list {key!r}.",
            where=value,
            remedy="Write KEY@YYYY-MM-DD, or the first characters of the sha256 of a"
            f" version that the case keeps: {known or 'it keeps none'}.",
        ) from None
