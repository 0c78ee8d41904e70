import pytest

from whence.shelf import documents


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Registry  extract", "registry_extract"),
        ("registry_extract", "registry_extract"),
        ("BILL OF LADING", "transport_document"),
        ("提单", "transport_document"),
        ("release after review", "authority_decision_release"),
        ("a poem", ""),
        ("", ""),
    ],
)
def test_words_of_a_register_find_their_kind(words: str, key: str) -> None:
    assert documents.kind_of(words) == key


def test_every_kind_and_role_is_found_by_its_own_key_and_title() -> None:
    for key, kind in documents.kinds().items():
        assert documents.kind_of(key) == documents.kind_of(kind.title) == key
    for key, role in documents.authors().items():
        assert documents.author_of(key) == documents.author_of(role.title) == key


def test_no_kind_is_both_a_business_record_and_a_favour() -> None:
    both = [k for k, row in documents.kinds().items() if row.business and row.favours]
    assert both == []
