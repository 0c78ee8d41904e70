import numpy as np

from whence.match.grown import Grown


def lay(words):
    return {
        "size": np.array([len(w) for w in words]),
        "letters": np.array([[ord(c) for c in w.ljust(len(max(words, key=len)), "-")]
                             for w in words]),
    }  # fmt: skip


def test_a_thing_has_one_row_however_often_it_comes():
    table = Grown(lay, "")
    assert table.rows(["ab", "c", "ab"]) == [1, 2, 1]
    assert table.rows(["c", "defg"]) == [2, 3]
    assert table.things == ["", "ab", "c", "defg"]
    assert table["size"].tolist() == [0, 2, 1, 4]


def test_many_things_and_wider_ones_keep_their_rows():
    table = Grown(lay, "x")
    words = [f"w{n}" for n in range(1000)]
    for word in words:
        table.rows([word])
    assert len(table) == 1001
    assert table["size"][1:].tolist() == [len(w) for w in words]
    assert table["letters"][1].tolist()[:2] == [ord("w"), ord("0")]
    assert (table["letters"][1, 2:] == -1).all()
