"""What can go wrong, and what to do about it.

WhenceError        everything this package raises on purpose
  UsageError        the call asks for something that does not exist         exit 2
  NeedsMapping      a table's columns could not be read without a hand      exit 3
  Refused           the file holds what this tool must never hold           exit 1
  InputError        a file of the user's is not as it should be             exit 65
  DataError         a file of ours, or of the user's own rules, is wrong    exit 65
  OutputError       a folder cannot be read or written, or the disk is full exit 73
  CaseBusy          another process is writing this case                    exit 75

Exit codes follow BSD `sysexits.h` where it has a fitting one. Three more belong to
doors: 4 (done, but a file was set aside whole), 10 (a consignment is held up by the
gate of `decide`) and 130 (interrupted).
"""


class WhenceError(Exception):
    """Base of every deliberate error: says what, where, and the remedy."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the three parts apart so that doors can lay them out."""
        self.what, self.where, self.remedy = what, where, remedy
        parts = (where and f"{where}:", what, remedy)
        super().__init__(" ".join(part for part in parts if part))


class UsageError(WhenceError):
    """The call names something that does not exist; the message lists what does."""

    exit_code = 2


class NeedsMapping(WhenceError):
    """A table could not be mapped; `case.toml` now holds the question.

    `guessed` says that there is a guess for every column needed, to be accepted.
    """

    exit_code = 3
    guessed = True


class Refused(WhenceError):
    """The file looks like a roster or payroll; it was left where it lies."""


class InputError(WhenceError):
    """A file brought by the user cannot be read as what it claims to be."""

    exit_code = 65


class DataError(WhenceError):
    """A data file (law, list, policy, wording) breaks its own description."""

    exit_code = 65


class OutputError(WhenceError):
    """A folder cannot be read or written."""

    exit_code = 73


class CaseBusy(WhenceError):
    """One writer per case: somebody else holds the lock."""

    exit_code = 75
