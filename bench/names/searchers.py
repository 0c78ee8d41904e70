"""Searchers side by side: ours, and peers where they are installed.

SEARCHERS   by name; each gives what it took, without building, and the names found
"""

from collections.abc import Callable, Sequence

from meter import Took, timed

K = 5
Answer = list[list[str]]


def whence_index(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    """Give the seconds it took, without building the index, and the names found."""
    from whence.match import Index

    index = Index(names)
    index.search(queries[:1], K)
    end = timed()
    found = index.search(queries, K)
    return end(), [[hit.name for hit in hits] for hits in found]


def fuzzy(
    scorer: str,
) -> Callable[[Sequence[str], Sequence[str]], tuple[Took, Answer]]:
    def search(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
        from rapidfuzz import fuzz, process, utils

        how = getattr(fuzz, scorer)
        end = timed()
        left = [utils.default_process(q) for q in queries]
        right = [utils.default_process(n) for n in names]
        found: Answer = []
        step = max(1, 20_000_000 // len(right))
        for at in range(0, len(left), step):
            table = process.cdist(left[at : at + step], right, workers=2,
                                  scorer=how, score_cutoff=88)  # fmt: skip
            best = (-table).argsort(1, kind="stable")[:, :K]
            found += [
                [names[j] for j in row if table[i, j] > 0] for i, row in enumerate(best)
            ]
        return end(), found

    return search


def triples(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    from rapidfuzz import fuzz
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    made = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    right = made.fit_transform([n.lower() for n in names]).T.tocsr()
    end = timed()
    left = made.transform([q.lower() for q in queries])
    table = sp_matmul_topn(left, right, top_n=10, threshold=0.3, n_threads=2)
    found: Answer = []
    for at, query in enumerate(queries):
        near = [
            names[j] for j in table.indices[table.indptr[at] : table.indptr[at + 1]]
        ]
        scored = sorted(
            (-fuzz.token_sort_ratio(query.lower(), n.lower()), n) for n in near
        )
        found.append([n for score, n in scored if score <= -80][:K])
    return end(), found


def logic(names: Sequence[str], queries: Sequence[str]) -> tuple[Took, Answer]:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()

    def entity(text: str) -> object:
        data = {"id": text, "schema": "Company", "properties": {"name": [text]}}
        return model.get_proxy(data)

    right = [entity(n) for n in names]
    end = timed()
    found: Answer = []
    for query in queries:
        one = entity(query)
        scored = sorted(
            (-algorithm.compare(one, other, config).score, name)
            for name, other in zip(names, right, strict=True)
        )
        found.append([n for score, n in scored[:K] if score <= -0.7])
    return end(), found


SEARCHERS = {
    "whence": whence_index,
    "cdist token_sort": fuzzy("token_sort_ratio"),
    "cdist WRatio": fuzzy("WRatio"),
    "tf-idf triples": triples,
    "logic-v2, every pair": logic,
}
