from whence.model.chain import TieKind
from whence.model.rows import Tables
from whence.model.view import CaseView
from whence.trace.papers import Papers
from whence.trace.refs import Ref


def test_records_are_found_by_a_number_however_each_of_them_writes_it(trade_of):
    written = ("PO-1", "", "po 1", "PO-2", "PO/1", "PO-1", "")
    table = trade_of([{"seller": "S", "buyer": "B", "order": o} for o in written])
    view = CaseView(Tables(trade=table), {}, {}, {}, (), ())
    papers = Papers(view)
    assert sorted(papers.records(Ref(TieKind.ORDER, "PO1"))) == [0, 2, 4, 5]
    assert papers.records(Ref(TieKind.ORDER, "PO2")) == (3,)
    assert papers.records(Ref(TieKind.ORDER, "PO3")) == ()
    assert papers.records(Ref(TieKind.ORDER, "")) == ()
