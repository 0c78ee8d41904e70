"""`whence place`: what a text says of places."""

from dataclasses import asdict

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("place", epilog=EXIT_CODES)
@click.argument("text")
@click.option("--country", default="", help="The country given beside it, such as CN.")
@as_json_option
def command(text: str, *, country: str, as_json: bool) -> int:
    """Read the places of China in TEXT: which, how, and how sure.

    What is spelt like a place and was deliberately not read stands below, with the
    reason. A signal says where a firm is registered or gets its post, which is no site.

    \b
    Examples:
      whence place "143rd Regiment, Shihezi, Xinjiang"
      whence place "Kashi Road 12" --country CN --json
    """  # noqa: D301
    from whence.jobs.place import PlaceRequest
    from whence.jobs.place import place as run

    result = run(PlaceRequest(text, country))
    if as_json:
        print_json({"text": text, "country": country, **asdict(result)})
        return 0
    if not result.readings:
        click.echo("No place of China was read.")
    for r in result.readings:
        signal = ", a signal and no site" if r.is_signal else ""
        what = f"{r.code}  {r.name}, {r.precision}, in {r.region}{signal}"
        click.echo(clean(f"{r.p:>4.0%}  {what}"))
        click.echo(clean(f"      read from {r.text!r} by {r.method}"))
    if result.unread:
        click.echo("Not read:")
    for u in result.unread:
        click.echo(clean(f"      {u.text!r} ({u.could_be}): {u.reason}"))
    for note in result.notes:
        click.echo(clean(note))
    return 0
