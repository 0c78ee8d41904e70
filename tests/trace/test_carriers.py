from whence.trace.carriers import one_carrier


def test_carriers_are_one_under_any_spelling_but_not_under_another_number():
    names = {
        "a": ["Blue Anchor Freight Forwarding 1 Ltd"],
        "b": ["BLUE ANCHOR FREIGHT FORWARDING 1 LIMITED"],
        "c": ["Blue Ancor Freight Forwarding 1 Ltd"],
        "d": ["Blue Anchor Freight Forwarding 2 Ltd"],
        "e": ["Red Anchor Freight Forwarding 1 Ltd"],
    }
    found = one_carrier(names)
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
