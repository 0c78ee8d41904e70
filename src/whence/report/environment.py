"""Templates of every page: everything escaped, an unknown name is an error."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from whence.report.tongues import ordered


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
