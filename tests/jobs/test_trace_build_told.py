"""What a build says of rows that lack something, word for word."""

from datetime import date

from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 1, 1)
ROWS = """\
Bill of Lading,Shipment Date,Shipper Name,Consignee Name,HS Code,Weight (kg)
B1,2023-01-05,Alpha Gin Ltd,Beta Mill Ltd,520100,1000
B2,2023-02-05,Beta Mill Ltd,Alpha Gin Ltd,520811,900
B3,2023-03-06,Beta Mill Ltd,Beta Mill Ltd,520811,50
B4,2023-03-07,Beta Mill Ltd,Delta Inc,520811,0
B5,2023-03-08,Beta Mill Ltd,Delta Inc,520811,70 pcs
B6,2099-03-09,Beta Mill Ltd,Delta Inc,520811,70
B7,31/31/2023,Beta Mill Ltd,Delta Inc,520811,70
B8,2023-03-11,,Delta Inc,520811,700
"""


def test_every_row_that_lacks_something_is_told_with_its_reason(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    done = build(BuildRequest((file,), tmp_path / "case", DAY))
    (note,) = done.sources
    assert (note.rows_in, note.used, note.set_aside) == (8, 6, 2)
    told = "\n".join(note.notes)
    assert "1 row set aside: impossible date, first row 8 ('31/31/2023')" in told
    assert "1 row set aside: missing seller, first row 9" in told
    assert "1 record of a firm to itself: in no lane" in told
    assert "2 records without a weight that can be told" in told
    assert done.loose == 1
    assert done.counted == 5
