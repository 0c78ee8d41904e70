from datetime import date

import pytest

from whence.desk.notice import notice_of
from whence.model.docket import Mark

ATTACHMENT = """\
CUSTOMS AND BORDER PROTECTION
UFLPA Attachment to the Notice of Detention
Detention Number: 2026-4601-00417   Port Code: 4601   Port Name: New York/Newark Area
Date of Detention: 06/10/2026
Entry Number:
MRX-4471009-2
Line Number\t001
Broker/Importer Name: Halden Pryce Knitwear Inc.
"""


def test_an_attachment_is_read_by_its_labels():
    read = notice_of(ATTACHMENT)
    head = read.header
    assert head.layout.startswith("UFLPA Attachment")
    assert (head.number, head.entry, head.line) == (
        "2026-4601-00417",
        "MRX-4471009-2",
        "001",
    )
    assert (head.port_code, head.port) == ("4601", "New York/Newark Area")
    assert head.importer == "Halden Pryce Knitwear Inc."
    assert [(f.mark, f.day) for f in read.facts] == [(Mark.DETAINED, date(2026, 6, 10))]


def test_the_same_fields_in_another_order_give_the_same():
    lines = ATTACHMENT.splitlines()
    turned = "\n".join([lines[1], *lines[6:], lines[3], *lines[4:6], lines[2]])
    assert notice_of(turned).header == notice_of(ATTACHMENT).header


def test_a_notice_with_the_day_of_presentation_gives_it_with_its_words():
    read = notice_of("NOTICE OF DETENTION\nDate presented for examination: 06/03/2026")
    (fact,) = read.facts
    assert (fact.mark, fact.day) == (Mark.PRESENTED, date(2026, 6, 3))
    assert "06/03/2026" in fact.basis


@pytest.mark.parametrize("day", ["13/06/2026", "soon", "06/2026", "2026-13-01"])
def test_a_day_that_cannot_be_read_is_said_and_never_guessed(day):
    read = notice_of(f"NOTICE OF DETENTION\nDate of Detention: {day}")
    assert read.facts == ()
    assert read.unread == (f"date of detention: {day}",)


def test_a_text_of_another_kind_has_no_layout():
    assert notice_of("COMMERCIAL INVOICE\nInvoice No.: 7").layout == ""


def test_a_label_inside_a_sentence_is_no_field():
    text = "NOTICE OF DETENTION\nThe date of detention: see the other page."
    assert notice_of(text).facts == ()
