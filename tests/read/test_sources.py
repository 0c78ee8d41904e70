import bz2
import gzip
import json
import lzma
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.read.files import read_file
from whence.read.roles import map_table

CSV = "Shipper,Consignee,Date,HS Code\nAcme Ltd,Row Inc,2024-03-01,520100\n"
SEVENS = {
    "aes": ""
    "N3q8ryccAARFmI7BeQAAAAAAAAAUAAAAAAAAAIHWvcqGWBjv5BgltJ0x9MOBlo6WAQBkAQQG"
    "AAEJEAoBoPuvFwAHCwEAAiQG8QcBElMPjsq4MkKQoRpVCud/jCXWJyEhARgBAAwKBgAICgHl"
    "pg8EAAAFARENAGEALgBjAHMAdgAAABQKAQBgSDrB0X3dARUGAQAggICBAAAAFwYQAQlpAAcL"
    "AQABISEBGAxlAAA=",
    "bzip2": ""
    "N3q8ryccAARWn0rlEwEAAAAAAAAXAAAAAAAAAFT5JMdCWmg5MUFZJlNZot0CQQAAQF+AABBC"
    "B3wAPSVZAC7n3uAgAHIr9VAAGjQAADRoJJKY1ANGajIPUB6NT1H0XaAvzgmrX94rOxwMrrMN"
    "vC9r2ucX1bkqg6tjADFRWFb2Uk9ugaFzAkEGVecvc8pqIZK0pKdlBZdEfJSqoUwYFLhMhGSz"
    "8XckU4UJCi3QJBDgAJgAfl0AAIEzB64P1S/xMFZsKR9HS79DlQg0ESGhfzhQoMl9Jo7v8q95"
    "0OdevLMSao1n1Bgr3N7JmWsexrw+DXgIMV2pgOciiYPMkKE9eIAL4ZnDP4GgACNUA/1EvCDf"
    "RRXo83pV/twil70Kr97Y17t/fdgUs/9jqfJ1p5JfEh00AAAAABcGgI0BCYCGAAcLAQABISEB"
    "GAyAmQAA",
    "copy": ""
    "N3q8ryccAAS2XNCrLQEAAAAAAAAXAAAAAAAAANQ7VUtuYW1lLGNvdW50cnkKQWNtZSBMdGQs"
    "Q04KQm9sdCBMdGQsVk4KbmFtZSxjb3VudHJ5CkFjbWUgTHRkLENOCkJvbHQgTHRkLFZOCm5h"
    "bWUsY291bnRyeQpBY21lIEx0ZCxDTgpCb2x0IEx0ZCxWTgpTaGlwcGVyLENvbnNpZ25lZSxE"
    "YXRlCkFjbWUgTHRkLFJvdyBJbmMsMjAyNC0wMy0wMQolUERGLTEuNCB44ACQAHldAACBMweu"
    "D9UwoQwXJNP+ucTjdJiT1jmq29xhB82gqDf3iCKCXLq6wGu1UxU48aVSipPFPQyL1StqV2ah"
    "rQJ3aYjtnqhd91uK9kbzboCjS1r5GQ0s/4HkMHWbnZm6lmlfsVg3omokb7SWsTUYz8amtgce"
    "GSz+ELAAAAAAFwaArAEJgIEABwsBAAEhIQEYDICRAAA=",
    "deflate": ""
    "N3q8ryccAAS2gLrv3wAAAAAAAAAWAAAAAAAAAN2Q3LjLS8xN1UnOL80rKarkckzOTVXwKUnR"
    "cfbjcsrPKQGzw/y48qimKDgjs6AgtUjHOT+vODM9LzVVxyWxJBWhPCi/XMEzL1nHyMDIRNfA"
    "WNfAkEs1wMVN11DPRKECAOAAlAB7XQAAgTMHrg/TXEb9QMCQzuXLMp8ZUBtvr5Zbgv4XMVKD"
    "FG+m7CEZmGZrTn7fkXqky7Ksw1tltw21f5SzwvSmUzZ3ph+K6+xpxAl8/8GNn1OOhxKka8QO"
    "56dNvHJx/VyY9hudbb7KIAWD7zrn8q9CXGZ0hDu7bRYimCAAAAAAFwZcAQmAgwAHCwEAASEh"
    "ARgMgJUAAA==",
    "delta": ""
    "N3q8ryccAAT8QVaj9QAAAAAAAAAWAAAAAAAAALAqSXPgAKsAZV0ANzy9j4pFiadJMNwm1RIU"
    "eqxFMD9eGb43IZPMi3/5zI70brVmhuzUpXYjbO0TTa1TCCK3rYhKJLSsJa2Gc9j2OPCZd/ar"
    "JL1M+gc3vUKq++9tooN3aW3a+IvVrpeJDNxusl7S0gAA4ACcAIBdAACBMweuD9Q3oj1Au5Rk"
    "HH7q08KmS72OtZ4lpeI9wLOcZC1ix985SYbv6MDvPwQjcA2AMo1flTnpedy6YKRzzNIVg5EN"
    "sLpzxiAzlV5l2WEc8pORleW9P1TEvS6Y8oiv2TZWqQBrbsli7jxMUNpDuVL1dRCLdukLvkQD"
    "YA+kAAAAABcGbQEJgIgABwsBAAEhIQEYDICdAAA=",
    "lzma": ""
    "N3q8ryccAAQJJLV27QAAAAAAAAAWAAAAAAAAALREEe0ANxhJ/fpilqRm87AAP/IErybI7kvd"
    "2WSgj+sGP78jcQgEZY0ZPd/gip36EWG+IDMSxf3bfEuuHjQ8x2yRiznQmDF0h/NmkYrfH994"
    "wEirGgY9kFRSqe7bvZgg1ung//3HXADgAJwAgl0AAIEzB64P07aZvUDAkNNDxOH56FHVd/gN"
    "Zvl+DV0HtnpSZhnkeGAl1syfU3jfVzQrtr4GqkwVol2HLCBxY5H+6GZEzpmlQ/Jkl1jX4GB1"
    "HJx0+skBUZIgRX6jy4TMIQLTOvQ8BJlmOSQcdWhzjqW0r4Agl/1ZepSJ065PTcCO5AAAAAAX"
    "BmMBCYCKAAcLAQABISEBGAyAnQAA",
    "lzma2": ""
    "N3q8ryccAATVBVEm6AAAAAAAAAAWAAAAAAAAAAeGWrrgAKsAXV0ANxhJ/fpilqRm87AAP/IE"
    "rybI7kvd2WSgj+sGP78jcQgEZY0ZPd/gip36EWG+IDMSxf3bfEuuHjQ8x2yRiznQmDF0h/Nm"
    "kYrfH994wEirGgY9kFRSqe7bvZgXbYAAAOAAlAB7XQAAgTMHrg/T0Gg9QMCQ0v90ofhx6d6f"
    "5p8Ax1rGtE3op0Ue7Htga5jWHN1+UEnfKdB/XL35XWFOo+XtI2Out9E5Aj5f0irY28feMlY1"
    "J2BgRR4nh3v583lB9q8cYcwL8RaofM/DbwBLoxXigpAgk8wi5jDo1XKmCAQAAAAAFwZlAQmA"
    "gwAHCwEAASEhARgMgJUAAA==",
    "x86": ""
    "N3q8ryccAARkspge8QAAAAAAAAAWAAAAAAAAAHGs0hfgAKsAXV0ANxhJ/fpilqRm87AAP/IE"
    "rybI7kvd2WSgj+sGP78jcQgEZY0ZPd/gip36EWG+IDMSxf3bfEuuHjQ8x2yRiznQmDF0h/Nm"
    "kYrfH994wEirGgY9kFRSqe7bvZgXbYAAAOAAoACEXQAAgTMHrg/T0Gg9QLuUZBx+6ssQA+2U"
    "SV7h1GQhtQHcKSFM0eRay+hVvKARzJHOtTFUOL15QnLQng9oS5QXU2+ELD/GbAy0VVUJHmXU"
    "o6UoOphSOKQadMIIz4hfPfymXcObp4DArQLeVG449sSE9xl3MjJsvQrH4P50fYfeX5/qR3EA"
    "AAAAFwZlAQmAjAAHCwEAASEhARgMgKEAAA==",
}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_read_as_the_file_in_it(pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.csv.packed"
    path.write_bytes(pack(CSV.encode()))
    (raw,) = read_file(path)
    assert [c.text(0) for c in raw.columns] == CSV.splitlines()[1].split(",")


def test_a_zip_gives_a_table_for_each_file_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("scan.pdf", b"%PDF-1.4")
        archive.writestr("x/trade.csv", CSV)
        archive.writestr("供应商.csv", "name,country\nAcme,CN\n")
        archive.writestr("__MACOSX/._x", b"junk")
    raws = read_file(path)
    assert [r.sheet for r in raws] == ["x/trade.csv", "供应商.csv"]
    assert any("scan.pdf" in note for note in raws[0].notes)
    assert len({r.sha256 for r in raws}) == 1


@pytest.mark.parametrize("method", SEVENS)
def test_a_7z_archive_is_read_whatever_packed_it(method: str, tmp_path: Path) -> None:
    path = tmp_path / "a.7z"
    path.write_bytes(b64decode(SEVENS[method]))
    if method == "aes":
        with pytest.raises(InputError, match="password"):
            read_file(path)
        return
    raws = read_file(path)
    assert [r.sheet for r in raws] == ["a/供应商.csv", "b.csv"]
    assert raws[1].columns[0].values == ("Acme Ltd",)


def test_a_web_page_gives_its_spanned_cells_in_each_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<html><body><script>var x='<table>';</script><table>"
        "<tr><th colspan=2>Exporter<th colspan=2>Importer<th rowspan=2>Date</tr>"
        "<tr><th>Name<th>Address<th>Name<th>Address</tr>"
        "<tr><td>Acme &amp; Co<td>1<br>Road<td>Row Inc<td>2 St<td>2024-03-01</tr>"
        "</table></body></html>"
    )
    (raw,) = read_file(path)
    assert [c.header for c in raw.columns] == [
        "Exporter Name",
        "Exporter Address",
        "Importer Name",
        "Importer Address",
        "Date",
    ]
    assert [c.text(0) for c in raw.columns[:2]] == ["Acme & Co", "1 Road"]


def test_a_page_in_utf_16_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    text = "<table><tr><td>Shipper<td>Date</tr><tr><td>Acmé<td>2024-01-02</tr></table>"
    path.write_bytes(text.encode("utf-16"))
    assert read_file(path)[0].columns[0].values == ("Acmé",)


def test_excel_2003_xml_keeps_gaps_and_merges(tmp_path: Path) -> None:
    ns = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell{}><Data ss:Type="String">{}</Data></Cell>'
    rows = [
        cell.format("", "Shipper") + cell.format(' ss:Index="3"', "Date"),
        cell.format("", "Acme") + cell.format(' ss:Index="3"', "2024-01-02"),
    ]
    path = tmp_path / "a.xls"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{ns}" xmlns:ss="{ns}">'
        '<Worksheet ss:Name="S1"><Table>'
        + "".join(f"<Row>{row}</Row>" for row in rows)
        + "</Table></Worksheet></Workbook>"
    )
    (raw,) = read_file(path)
    assert raw.sheet == "S1"
    assert [c.text(0) for c in raw.columns] == ["Acme", "2024-01-02"]


def test_json_objects_become_columns_with_points(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [
        {
            "shipper": {"name": "Acme", "address": "1 Rd"},
            "date": "2024-01-02",
            "n": 3.0,
        },
        {"shipper": {"name": "Bolt"}, "date": "2024-01-03", "tags": ["a", "b"]},
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    (raw,) = read_file(path)
    cells = {c.header: [c.text(i) for i in range(2)] for c in raw.columns}
    assert cells["shipper.name"] == ["Acme", "Bolt"]
    assert cells["tags"] == ["", "a; b"]
    assert cells["n"] == ["3", ""]
    assert list(raw.lines) == [2, 3]


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'Acme Ltd' AS shipper, DATE '2024-03-01' AS date, 12.5 AS kg,"
            f" NULL AS note FROM range(3)) TO '{path}' (FORMAT parquet)"
        )
    (raw,) = read_file(path)
    assert [c.text(0) for c in raw.columns] == ["Acme Ltd", "2024-03-01", "12.5", ""]
    assert len(raw) == 3


def test_a_header_of_two_lines_is_joined_and_one_of_two_languages_too(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Exports,,,,\nExporter,,Importer,,\nName,Address,Name,Address,Date\n"
        "Acme Ltd,1 Rd,Row Inc,2 St,2024-03-01\nBolt Ltd,2 Rd,Row Inc,2 St,2024-03-02\n"
    )
    raw = read_file(path)[0]
    assert [c.header for c in raw.columns][:3] == [
        "Exporter Name", "Exporter Address", "Importer Name",
    ]  # fmt: skip
    assert (raw.header_line, len(raw), raw.apart) == (3, 2, 1)
    path.write_text(
        "Shipper,Consignee,Date,HS Code\n发货人,收货人,日期,商品编码\n"
        "Acme Ltd,Row Inc,2024-03-01,520100\n"
    )
    raw = read_file(path)[0]
    assert len(raw) == 1
    assert {c.role for c in map_table(raw).columns} == {"seller", "buyer", "date", "hs"}


def test_a_row_of_data_is_never_taken_for_a_second_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "name,country\nAcme,CN\nname,country\nBolt,CN\nname,country\nCog,CN\n"
    )
    raw = read_file(path)[0]
    assert raw.columns[0].values == ("Acme", "Bolt", "Cog")
    path.write_text("Supplier,,City\nAcme,x,Aksu\nBolt,y,Hotan\n")
    assert len(read_file(path)[0]) == 2


def test_records_about_persons_are_left_unread_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [
        {"id": "p", "schema": "Person", "properties": {"name": ["A Person"]}},
        {
            "id": "c",
            "schema": "Company",
            "properties": {"name": ["Acme Ltd", "Acme"], "country": ["cn"]},
        },
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    (raw,) = read_file(path)
    assert any("1 records about persons" in note for note in raw.notes)
    assert "A Person" not in {v for c in raw.columns for v in c.values}
    cells = {c.header: c.text(0) for c in raw.columns}
    assert (cells["name"], cells["alias"], cells["country"]) == (
        "Acme Ltd",
        "Acme",
        "CN",
    )
    path.write_text(json.dumps(records[0]))
    with pytest.raises(InputError, match="about persons"):
        read_file(path)
