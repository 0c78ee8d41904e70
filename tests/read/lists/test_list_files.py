import json
from dataclasses import asdict
from datetime import date

import pytest

from whence.errors import InputError
from whence.jobs.steps.list_spec import spec_of
from whence.read.lists.files import read_list
from whence.shelf.list_files import describe

HEAD = "<!DOCTYPE html><html><body>"
INTRO = "<p>The Act asks for lists under 2(d)(2)(B)(i), 2(d)(2)(B)(ii) and (v).</p>"


def section(number, *rows, heading=None, header=("Name of Entity", "Effective Date")):
    above = (
        heading or f"<p><strong>A list</strong> <a>Section 2(d)(2)(B)({number})</a></p>"
    )
    cells = "".join(f"<tr><td>{n}</td><td>{d}</td></tr>" for n, d in rows)
    head = "".join(f"<th>{h}</th>" for h in header)
    return f"{above}<table><tr>{head}</tr>{cells}</table>"


def read(tmp_path, text, key="us-uflpa", name="page.html"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_list(path, spec_of(describe(key)), work=tmp_path)


def page(*parts, updated="06/26/2026", tail="</body></html>"):
    return HEAD + INTRO + "".join(parts) + f"<p>Last Updated: {updated}</p>" + tail


FIRST = ("A Mill Co., Ltd. (and one alias: Amill)", "June 21, 2022")
SECOND = ("B Works", "Aug. 2, 2023")


def test_tables_are_known_by_their_headings_in_any_order(tmp_path):
    found = read(tmp_path, page(section("v", SECOND), section("i", FIRST)))
    assert [(r.section, r.name, r.day) for r in found.rows] == [
        ("v", "B Works", date(2023, 8, 2)),
        ("i", "A Mill Co., Ltd.", date(2022, 6, 21)),
    ]
    assert found.published == date(2026, 6, 26)
    assert found.sections == ("v", "i")


def test_a_fourth_table_and_swapped_columns_are_read(tmp_path):
    swapped = section(
        "iv", ("2024-05-17", "C Export Co."), header=("Effective Date", "Entity Name")
    )
    found = read(tmp_path, page(section("i", FIRST), swapped))
    assert found.rows[1].name == "C Export Co."
    assert found.rows[1].section == "iv"
    assert found.rows[1].day == date(2024, 5, 17)


def test_a_heading_without_its_number_is_known_by_its_words(tmp_path):
    words = "<h3>Entities that source material from the region</h3>"
    found = read(tmp_path, page(section("", FIRST, heading=words)))
    assert found.rows[0].section == "v"


def test_a_table_whose_heading_names_no_section_is_refused_and_quoted(tmp_path):
    with pytest.raises(InputError, match="Some other entities"):
        read(
            tmp_path,
            page(
                section("i", FIRST),
                section("", SECOND, heading="<h3>Some other entities</h3>"),
            ),
        )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "blank"),
        ("   \n", "blank"),
        (HEAD + "<p>Access denied</p></body></html>", "no table"),
        (page(section("i", FIRST)).split("</table>")[0], "cut off"),
        (page(section("i", FIRST), tail=""), "cut off"),
        (page(section("i", FIRST, header=("Company", "Since when"))), "no table"),
        (page(section("i", ("", "June 21, 2022"))), "no name"),
    ],
)
def test_a_page_that_cannot_be_the_list_is_refused(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        read(tmp_path, text)


@pytest.mark.parametrize(
    "name",
    [
        "Sichuan Yuan’an Co., Ltd.".encode().decode("cp1252"),
        "和田某某有限公司".encode().decode("latin-1"),
        "B\ufffd\ufffd Co.",
    ],
)
def test_names_damaged_by_a_wrong_encoding_are_refused(tmp_path, name):
    with pytest.raises(InputError, match="wrong encoding"):
        read(tmp_path, page(section("i", FIRST, (name, "June 21, 2022"))))


def test_names_with_marks_and_in_other_scripts_are_sound(tmp_path):
    rows = (("Sichuan Yuan’an Co.", "June 21, 2022"), ("Größe & Söhne GmbH", ""))
    found = read(tmp_path, page(section("i", *rows)))
    assert [r.name for r in found.rows] == [n for n, _ in rows]


def test_a_script_is_no_text_and_a_nested_table_is_its_own(tmp_path):
    trap = "<script>document.write('<table><tr><th>Name</th></tr>')</script>"
    found = read(tmp_path, page(trap, section("i", FIRST)))
    assert len(found.rows) == 1


def test_a_page_nested_to_exhaust_memory_is_refused(tmp_path):
    with pytest.raises(InputError, match="nested"):
        read(tmp_path, HEAD + "<table><tr><td>" * 5000)


def test_the_third_partys_csv_of_the_page_is_read(tmp_path):
    text = (
        "row,section,name,aliases,formerly,scope,effective_date_as_printed,raw_text\n"
        '4,i,"H Silicon Co., Ltd",Hesheng|HS,Old H Co.,subsidiaries,2022-06-21,"x"\n'
    )
    (row,) = read(tmp_path, text, name="page.csv").rows
    assert row.name == "H Silicon Co., Ltd"
    assert row.aliases == ("Hesheng", "HS")
    assert row.formerly == ("Old H Co.",)
    assert row.scope == "and subsidiaries"
    assert (row.section, row.day) == ("i", date(2022, 6, 21))


ORDERS = (
    "<h3>China</h3><table><tr><th>#</th><th>Entities</th><th>Date</th><th>Status</th>"
    "</tr><tr><td>1</td><td>X Co., Ltd. and Y Co., Ltd.</td><td>09/03/2020</td>"
    "<td>Active</td></tr><tr><td>2</td><td>Fishing Vessel: Da Wang</td>"
    "<td>07/31/2020</td><td>Active</td></tr></table><h3>Malaysia</h3><table><tr>"
    "<th>Entities</th><th>Date</th><th>Status</th></tr><tr><td>Z Sdn Bhd</td>"
    "<td>01/28/2022</td><td>Inactive</td></tr></table>"
)


def test_orders_are_read_by_country_and_vessels_are_counted(tmp_path):
    found = read(tmp_path, HEAD + ORDERS + "</body></html>", "us-wro")
    assert [(r.name, r.country, r.day, r.status) for r in found.rows] == [
        ("X Co., Ltd.", "CN", date(2020, 9, 3), "Active"),
        ("Y Co., Ltd.", "CN", date(2020, 9, 3), "Active"),
        ("Z Sdn Bhd", "MY", date(2022, 1, 28), "Inactive"),
    ]
    assert (found.printed, found.others) == (3, 1)


def test_the_csv_of_orders_names_is_taken_apart(tmp_path):
    text = (
        'name_as_published_by_cbp\n"X Co., Ltd. and Y Co., Ltd."\nFishing Vessel: A\n'
    )
    found = read(tmp_path, text, "us-wro", "wro.csv")
    assert [r.name for r in found.rows] == ["X Co., Ltd.", "Y Co., Ltd."]
    assert (found.printed, found.others) == (2, 1)


def csl(**more):
    return {"name": "Kunlun Trading Co., Ltd.", "type": "Entity", "source": "S"} | more


def test_the_consolidated_list_lets_organisations_in_and_drops_persons(tmp_path):
    results = [
        csl(
            alt_names=["昆仑贸易有限公司", "KT"],
            addresses=[{"country": "CN"}],
            ids=[{"type": "USCC", "number": "91650100MA7TE5T00B"}],
        ),
        csl(name="Jane Roe", type="Individual"),
        csl(name="John Doe", type=None),
        csl(name="Doe Holdings Ltd", type=None),
        csl(name="Doe Works Ltd", type=None, dates_of_birth=["1970"]),
        csl(name="Sea Star", type="Vessel"),
    ]
    found = read(tmp_path, json.dumps({"results": results}), "us-csl", "c.json")
    assert [r.name for r in found.rows] == [
        "Kunlun Trading Co., Ltd.",
        "Doe Holdings Ltd",
    ]
    assert found.rows[0].local == ("昆仑贸易有限公司",)
    assert found.rows[0].country == "CN"
    assert found.rows[0].identifiers == (("uscc", "91650100MA7TE5T00B"),)
    assert (found.persons, found.untold, found.others) == (2, 1, 1)
    text = json.dumps(asdict(found), default=str)
    assert "Roe" not in text
    assert "John" not in text


def test_the_consolidated_list_as_csv_reads_the_same(tmp_path):
    text = (
        "_id,source,entity_number,type,programs,name,title,addresses,alt_names,"
        "dates_of_birth,ids\n"
        'a,S,1,Entity,,"Kunlun Co., Ltd.",,"1 Road, Urumqi, CN",KT; KTC,,\n'
        "b,S,2,Individual,,Jane Roe,,,,1970,\n"
    )
    found = read(tmp_path, text, "us-csl", "c.csv")
    assert found.form == "csl"
    assert [(r.name, r.aliases, r.country) for r in found.rows] == [
        ("Kunlun Co., Ltd.", ("KT", "KTC"), "CN")
    ]
    assert found.persons == 1


def test_ofacs_table_without_a_header_is_read_and_persons_dropped(tmp_path):
    nothing = ",-0-" * 5
    remark = '"(a.k.a. ""KUN CO"")"'
    text = (
        f'36,"KUNLUN MARINE CO.",-0- ,CUBA,-0-{nothing},-0-,{remark}\n'
        f'37,"ROE, Jane",individual,CUBA,-0-{nothing},-0-,"DOB 1970"\n\x1a'
    )
    found = read(tmp_path, text, "us-ofac-sdn", "sdn.csv")
    assert found.form == "sdn"
    assert [(r.name, r.section) for r in found.rows] == [("KUNLUN MARINE CO.", "CUBA")]
    assert found.rows[0].aliases == ("KUN CO",)
    assert found.persons == 1


def ftm(schema, name, **more):
    return json.dumps(
        {"id": name, "schema": schema, "properties": {"name": [name]} | more}
    )


def test_followthemoney_lines_let_organisations_in_and_drop_persons(tmp_path):
    lines = [
        ftm(
            "Company",
            "Kunlun",
            alias=["昆仑", "KL"],
            country=["cn"],
            uscCode=["9" * 18],
        ),
        ftm("Person", "Jane Roe"),
        ftm("LegalEntity", "Doe Sdn Bhd"),
        ftm("LegalEntity", "John Doe"),
        ftm("Vessel", "Sea Star"),
        ftm("Sanction", "x"),
    ]
    found = read(tmp_path, "\n".join(lines), "ftm", "e.json")
    assert [r.name for r in found.rows] == ["Kunlun", "Doe Sdn Bhd"]
    assert found.rows[0].local == ("昆仑",)
    assert (found.persons, found.untold, found.others) == (1, 1, 1)


def test_the_day_of_a_listing_is_read_beside_the_entity_and_inside_it(tmp_path):
    told = {"authority": ["An office"], "listingDate": ["2023-06-12"]}
    inside = {"id": "s", "schema": "Sanction", "properties": told}
    nested = ftm("Company", "Kunlun", sanctions=[inside])
    beside = json.dumps({**inside, "properties": {**told, "entity": ["Kunlun"]}})
    for lines in (nested, ftm("Company", "Kunlun") + "\n" + beside):
        (row,) = read(tmp_path, lines, "ftm", "e.json").rows
        assert (row.name, str(row.day)) == ("Kunlun", "2023-06-12")


def test_a_line_cut_off_in_the_middle_is_refused_with_its_number(tmp_path):
    text = ftm("Company", "A") + "\n" + ftm("Company", "B")[:-9]
    with pytest.raises(InputError, match="line 2"):
        read(tmp_path, text, "ftm", "e.json")


def test_a_persons_row_in_a_table_of_names_is_dropped(tmp_path):
    text = "name,type,date of birth\nA Mill,,\nJane Roe,person,\nJohn Doe,,1970-01-01\n"
    found = read(tmp_path, text, "own/watch", "w.csv")
    assert [r.name for r in found.rows] == ["A Mill"]
    assert found.persons == 2


def test_a_table_without_a_column_of_names_says_what_it_saw(tmp_path):
    with pytest.raises(InputError, match="seen: a, b"):
        read(tmp_path, "a,b\n1,2\n", "own/watch", "w.csv")


# --- files of OFAC and OpenSanctions as their publishers shape them

SPACE = 'xmlns="https://example.org/exports/XML"'


def sdn_entry(name, kind="Entity", first="", inside=""):
    given = f"<firstName>{first}</firstName>" if first else ""
    return (
        f"<sdnEntry><uid>1</uid>{given}<lastName>{name}</lastName>"
        f"<sdnType>{kind}</sdnType><programList><program>CUBA</program></programList>"
        f"{inside}</sdnEntry>"
    )


def sdn_xml(*entries, count=None, tail="</sdnList>"):
    return (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList {SPACE}><publshInformation>'
        f"<Publish_Date>08/20/2026</Publish_Date><Record_Count>"
        f"{len(entries) if count is None else count}</Record_Count>"
        f"</publshInformation>{''.join(entries)}{tail}"
    )


def aka(name, kind="a.k.a.", first=""):
    given = f"<firstName>{first}</firstName>" if first else ""
    return f"<aka><type>{kind}</type>{given}<lastName>{name}</lastName></aka>"


def test_ofacs_xml_gives_names_codes_and_its_own_day_and_drops_persons(tmp_path):
    inside = (
        f"<idList><id><idType>USCC</idType><idNumber>91650100MA7TE5T00B</idNumber></id>"
        f"</idList><akaList>{aka('KUN CO')}{aka('昆仑公司')}{aka('OLD KUN', 'f.k.a.')}"
        f"</akaList><addressList><address><country>China</country></address>"
        f"</addressList>"
    )
    text = sdn_xml(
        sdn_entry("KUNLUN MARINE CO.", inside=inside),
        sdn_entry("ROE", "Individual", "Jane"),
        sdn_entry("SEA STAR", "Vessel"),
    )
    found = read(tmp_path, text, "us-ofac-sdn", "sdn.xml")
    (row,) = found.rows
    assert (found.form, str(found.published)) == ("sdn", "2026-08-20")
    assert (row.name, row.section, row.country) == ("KUNLUN MARINE CO.", "CUBA", "CN")
    assert (row.aliases, row.formerly, row.local) == (
        ("KUN CO",),
        ("OLD KUN",),
        ("昆仑公司",),
    )
    assert row.identifiers == (("uscc", "91650100MA7TE5T00B"),)
    assert (found.persons, found.others) == (1, 1)
    assert "ROE" not in json.dumps(asdict(found), default=str)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (sdn_xml(sdn_entry("A CO"), tail=""), "cut off or damaged"),
        (sdn_xml(sdn_entry("A CO"), count=2), "says that it holds 2"),
        ("<?xml version='1.0'?><Sanctions/>", "not the list of entries"),
        (
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + "<sdnList/>",
            "defines entities",
        ),
    ],
)
def test_an_xml_that_is_not_the_whole_list_is_refused(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        read(tmp_path, text, "us-ofac-sdn", "sdn.xml")


def test_ofacs_table_of_other_names_alone_is_refused_by_what_it_is(tmp_path):
    with pytest.raises(InputError, match="alternate names"):
        read(tmp_path, '36,12,"aka","KUN CO",-0- \n', "us-ofac-sdn", "alt.csv")


SIMPLE = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,"
    "phones,emails,dataset,first_seen,last_seen,last_change\n"
)


def test_the_simple_table_of_opensanctions_is_held_to_the_same_door(tmp_path):
    text = SIMPLE + (
        "a,Company,Kunlun,昆仑;KL,,cn;hk,,91650100MA7TE5T00B;X1,UFLPA,,,D,,,\n"
        "b,Person,Jane Roe,J. Roe,1970-01-01,us,,,,,,D,,,\n"
        "c,LegalEntity,John Doe,,,us,,,,,,D,,,\n"
        "d,LegalEntity,Doe Sdn Bhd,,,my,,,,,,D,,,\n"
        "e,Vessel,Sea Star,,,,,,,,,D,,,\n"
        "f,Address,1 Road,,,,,,,,,D,,,\n"
    )
    found = read(tmp_path, text, "ftm", "targets.simple.csv")
    assert [r.name for r in found.rows] == ["Kunlun", "Doe Sdn Bhd"]
    row = found.rows[0]
    assert (row.aliases, row.local, row.country) == (("KL",), ("昆仑",), "CN")
    assert row.identifiers == (("uscc", "91650100MA7TE5T00B"),)
    assert (found.form, found.persons, found.untold, found.others) == ("ftm", 1, 1, 1)


def test_where_a_table_of_names_has_columns_for_persons_an_unsure_row_is_dropped(
    tmp_path,
):
    text = "name,date of birth\nA Mill,\nMaria Petrova,\n"
    found = read(tmp_path, text, "own/watch", "w.csv")
    assert [r.name for r in found.rows] == ["A Mill"]
    assert (found.persons, found.untold) == (0, 1)


def test_a_page_that_is_another_one_is_told_by_its_title(tmp_path):
    text = "<html><head><title>Sign in</title></head><body><form></form></body></html>"
    with pytest.raises(InputError, match="Sign in"):
        read(tmp_path, text)
