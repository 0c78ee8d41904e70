"""Templates of every page: everything escaped, an unknown name is an error."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from whence.report.tongues import ordered
from whence.report.whole import kept_whole


def environment() -> Environment:
    """Set up the templates; controls that turn the reading order are shown."""
    return Environment(
        loader=PackageLoader("whence.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=ordered,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(made: Environment, template: str, held: Mapping[str, object]) -> str:
    """Fill a template; what stays on one line is marked.

    Raises:
        jinja2.UndefinedError: the template asks for a name that nobody gave.

    """
    return kept_whole(made.get_template(template).render(held))
