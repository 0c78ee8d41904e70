"""The words by which one list's file is read, out of the data that describes it."""

from whence.read.lists.spec import Spec
from whence.shelf.countries import countries
from whence.shelf.list_files import Description, readers


def spec_of(about: Description) -> Spec:
    """Give the words by which a list's file is read."""
    words, reader = readers(), about.reader
    return Spec(
        form=str(reader["form"]),
        sections={k: tuple(v) for k, v in reader.get("tables", {}).items()},
        columns={k: tuple(v) for k, v in words["columns"].items()},
        organisation=tuple(words["organisation"]),
        persons=tuple(words["persons"]),
        vessels=tuple(words["vessels"]),
        others=tuple(reader.get("others", ())),
        countries=countries(),
        month_first=bool(reader.get("month_first")),
    )
