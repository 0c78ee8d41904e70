import pytest

from whence.trace.notified import names_him


@pytest.mark.parametrize("name", ["Zhang Wei", "王伟", "John Smith", "Mr. Ivan Petrov"])
def test_a_name_that_reads_as_a_persons_is_nobody_who_bought(name):
    assert not names_him(name)


@pytest.mark.parametrize("name", ["Acme Apparel Inc", "Hai Phong", "宏发纺织有限公司"])
def test_a_firms_name_is_one_of_who_may_have_bought(name):
    assert names_him(name)
