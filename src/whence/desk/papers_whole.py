"""What the folder as a whole lacks: elements of tests, translations, known kinds."""

from collections.abc import Iterator

from whence.desk.papers_index import Sheaf, called
from whence.model.folder import Gap, GapKind
from whence.model.paper import PartyRole
from whence.shelf.documents import title_of
from whence.shelf.paper_words import kind_words
from whence.shelf.proofs import elements, methods
from whence.shelf.requirements import whole_chain


def whole_gaps(sheaf: Sheaf, measure: str) -> Iterator[Gap]:
    """Give what tests leave out, what the chain needs once, what nobody can read."""
    yield from _proofs(sheaf)
    yield from _whole(sheaf, measure)
    yield from _untranslated(sheaf, measure)
    yield from _unknown(sheaf)


def _proofs(sheaf: Sheaf) -> Iterator[Gap]:
    """Name what a test or certificate leaves out."""
    for paper in sheaf.papers:
        if paper.test is None or not paper.test.missing:
            continue
        method = methods()[paper.test.method]
        lacks = "; ".join(elements()[element] for element in paper.test.missing)
        yield Gap(
            f"test: {called(paper)} {paper.file}",
            GapKind.TEST,
            f"{called(paper)} ({method.title}) does not state: {lacks}",
            stage=paper.stage,
            ask=(title_of(paper.kind),),
            party=paper.party(PartyRole.LABORATORY, PartyRole.ISSUER),
            papers=(paper.file,),
            reference=method.reference,
            verification=method.verification,
        )


def _whole(sheaf: Sheaf, measure: str) -> Iterator[Gap]:
    """Ask for what the whole chain needs once, such as a flow chart."""
    held = {p.kind for p in sheaf.papers}
    for rule in whole_chain(measure):
        kinds = {k.replace(" ", "_") for k in rule.documents}
        known = kinds & {p for p in kind_words().titles.values()}
        if known and not known & held:
            yield Gap(
                f"chain: {rule.key}",
                GapKind.DOCUMENT,
                f"whole chain: {rule.text}",
                ask=rule.ask,
                reference=rule.reference,
                verification=rule.verification.value,
            )


def _unknown(sheaf: Sheaf) -> Iterator[Gap]:
    """Name the papers whose kind no word tells, once for all."""
    found = [p for p in sheaf.papers if not p.kind]
    if found:
        strange = sum(p.language == "other" for p in found)
        yield Gap(
            "kind: not known",
            GapKind.KIND,
            f"{_papers(len(found), 'was', 'were')} not recognised"
            + (f", {strange} of them in another script" if strange else "")
            + "; what is not named, or not translated into English or Chinese, counts"
            " for nothing",
            papers=tuple(p.file for p in found),
        )


def _papers(number: int, one: str, many: str) -> str:
    """Write a number of papers with its verb."""
    return f"1 paper {one}" if number == 1 else f"{number} papers {many}"


def _untranslated(sheaf: Sheaf, measure: str) -> Iterator[Gap]:
    """Name the papers in another language than the authority's, once for all."""
    found = [p for p in sheaf.papers if p.language in ("zh", "other")]
    if not found or not measure.startswith("us/"):
        return
    rules = [
        r
        for r in whole_chain(measure, "applicability review")
        if r.key == "index and translations"
    ]
    yield Gap(
        "language: zh",
        GapKind.LANGUAGE,
        f"{_papers(len(found), 'is', 'are')} not in English; a translation belongs"
        " beside each",
        papers=tuple(p.file for p in found),
        reference=rules[0].reference if rules else "",
        verification=rules[0].verification.value if rules else "",
    )
