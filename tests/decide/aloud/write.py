"""Write the explanations that are read aloud anew: run this file."""

from pathlib import Path

import yaml

from whence.decide.explain import prose, text
from whence.decide.trials import run
from whence.model.information import Information
from whence.shelf.measures import measures

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")


def cases():
    """Give the cases by name."""
    return yaml.safe_load((HERE / "cases.yml").read_text("utf-8"))


def told(case, language):
    """Give what is printed of a case: as paragraphs, and as a tree."""
    trial = {"name": "read aloud", **case}
    known = measures()
    found = run(trial, trial["measure"], known, language=language)
    if isinstance(found, Information):
        return "\n".join(s.text for s in found.steps) + "\n"
    parties = [*case.get("chain", []), *case.get("bystanders", [])]
    names = {f"p {row['party']}": row["party"] for row in parties}
    paragraphs = prose(found, consignment="ABC-7", names=names, language=language)
    return f"{paragraphs}\n\n{'=' * 8}\n\n{text(found, language=language)}\n"


def main():
    for name, case in cases().items():
        for language in LANGUAGES:
            path = HERE / f"{name}.{language}.txt"
            path.write_text(told(case, language), "utf-8")


if __name__ == "__main__":
    main()
