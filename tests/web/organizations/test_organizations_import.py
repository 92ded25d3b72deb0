"""Does a file become organizations: columns found, problems named by row and column, all or nothing, undone whole?"""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organization_world import PEORIA, TAZEWELL, World, organization
from talentshed.web.access import retention
from talentshed.web.organizations import files
from talentshed.web.organizations.actions import importing, keeping
from talentshed.web.organizations.importing.fields import TEMPLATE
from talentshed.web.organizations.importing.reading import MOST_ROWS, FileProblem
from talentshed.web.organizations.models import (
    Contact,
    DuplicatePair,
    ImportBatch,
    ImportRow,
    Interaction,
    Organization,
    Site,
)
from talentshed.web.organizations.queries import imports

OSHA = (
    "id,company_name,establishment_name,ein,street_address,city,state,zip_code,naics_code,industry_description,"
    "annual_average_employees,total_hours_worked,year_filing_for"
    """
11,Prairie Gear Works,Prairie Gear Pekin,123,1 Main St,PEKIN,IL,61554,333612,Gears,85,170000,2023
12,Prairie Gear Works Inc,Prairie Gear Pekin,123,1 Main St,PEKIN,IL,61554,333612,Gears,85,170000,2023
10,Prairie Gear Works,Prairie Gear Pekin,123,1 Main St,PEKIN,IL,61554,333612,Gears,9,18000,2022
13,Prairie Gear Works,Prairie Gear Peoria,123,2 Oak St,PEORIA,IL,61602,333612,Gears,600,1200000,2023
14,,Café Olé,,3 Elm St,PEORIA,IL,61602,722513,Food,12,99000000,2023
15,Too Big,Too Big,9,4 Elm St,PEORIA,IL,61602,331110,Steel,4000000,8000000,2023
16,Hoosier Gears,Hoosier Gears,7,5 Elm St,GARY,IN,46401,333612,Gears,20,40000,2023
"""
)
WARN = (
    "Location Name,Location City,Location State,Location Zipcode,County,Layoff Type,Reason,NAICS Codes,IEBS Id,"
    "Approximate Total # of Full-Time Employees"
    """
Momence Foods,Momence,IL,60954-1157,Kankakee County,State,Plant Closure,"311612 - Meat, 311611 - Animal",1,274
True Hardware,Harvard,IL,60033,McHenry County,State,Mass Layoff,484122 - Freight,2,243
True Hardware,Cary,IL,60013,Du Page,State,Mass Layoff,325510 - Paint,3,148
"""
)
HOSPITALS = """Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type
140001,MEMORIAL HOSPITAL,1 A St,CARTHAGE,IL,62321,HANCOCK,(309) 555-0100,Acute Care
140002,MEMORIAL HOSPITAL,2 B St,BELLEVILLE,IL,62226,ST. CLAIR,(618) 555-0100,Acute Care
"""
OWN = """Company,Town,County,NAICS code,Employees,E-mail,Contact person
Alpha Tools,Pekin,Tazewell,3335,12,ann@alpha.example,Ann
,Peoria,Peoria,3336,5,,
Beta Works,Peoria,Nowhere,9x,many,not an address,Ben
"""


def uploaded(world: World, text: str | bytes, name: str = "list.csv", who: str = "Dan") -> ImportBatch:
    data = text if isinstance(text, bytes) else text.encode()
    sheet = imports.sheet_of(name, data, "IL")
    return importing.upload_file(
        by=world[who], state=world.illinois, file_name=name, sheet=sheet, by_organization=world.office
    )


def test_the_osha_file_keeps_the_newest_filing_a_band_and_this_state_and_flags_what_cannot_be(world: World) -> None:
    batch = uploaded(world, OSHA.encode("cp1252"), "ITA Data CY 2023.csv")
    plan = imports.plan(batch)
    assert batch.layout == "osha"
    assert any("not in UTF-8" in note for note in imports.unpack(batch).notes)
    assert [(each.line, each.reason) for each in plan.understood.left_out] == [
        (2, "row 3 is a newer filing of the same site"),
        (4, "row 3 is a newer filing of the same site"),
    ]
    assert [(problem.line, problem.column, problem.level) for problem in plan.understood.problems] == [
        (6, "annual_average_employees", "warning"),
        (7, "annual_average_employees", "warning"),
    ]
    done = importing.import_file(by=world["Dan"], batch=batch)
    found = {one.name: one for one in Organization.objects.filter(source__startswith="OSHA")}
    assert set(found) == {"Prairie Gear Works Inc", "Café Olé", "Too Big"}
    gear = found["Prairie Gear Works Inc"]
    assert sorted(gear.sites.values_list("name", "city", "size_band", "workers")) == [
        ("Prairie Gear Pekin", "Pekin", "50-99", None),
        ("Prairie Gear Peoria", "Peoria", "500+", None),
    ]
    assert (gear.naics, gear.size_band) == ("333612", "")
    assert (found["Café Olé"].size_band, found["Too Big"].size_band) == ("", "")
    assert done.draft is None


def test_a_layoff_list_is_called_a_signal_leaves_closures_out_and_gives_no_size(world: World, visit_as) -> None:
    batch = uploaded(world, WARN)
    text = visit_as(world["Dan"]).get(reverse("organizations:import", args=[batch.pk])).content.decode()
    assert "a signal, not a census" in text
    plan = imports.plan(batch)
    assert [each.reason for each in plan.understood.left_out] == ["the site was closed"]
    importing.import_file(by=world["Dan"], batch=batch)
    hardware = Organization.objects.get(name="True Hardware")
    assert sorted(hardware.sites.values_list("city", "county_fips", "naics", "size_band")) == [
        ("Cary", "17043", "325510", ""),
        ("Harvard", "17111", "484122", ""),
    ]


def test_hospitals_of_one_name_in_two_counties_are_two_hospitals(world: World) -> None:
    importing.import_file(by=world["Dan"], batch=uploaded(world, HOSPITALS))
    found = Organization.objects.filter(name="MEMORIAL HOSPITAL")
    assert sorted(found.values_list("naics", "sites__county_fips")) == [("622", "17067"), ("622", "17163")]


def test_a_list_of_ones_own_is_mapped_by_its_headings_and_each_problem_has_row_and_column(world: World) -> None:
    batch = uploaded(world, OWN)
    assert batch.mapping == {
        "name": "Company", "city": "Town", "county": "County", "naics": "NAICS code", "workers": "Employees",
        "contact_name": "Contact person", "contact_email": "E-mail",
    }  # fmt: skip
    problems = imports.plan(batch).understood.problems
    assert [(problem.line, problem.column, problem.level) for problem in problems] == [
        (3, "Company", "error"),
        (4, "NAICS code", "warning"),
        (4, "Employees", "warning"),
        (4, "County", "warning"),
        (4, "E-mail", "warning"),
    ]


def test_it_is_all_or_nothing(world: World) -> None:
    batch = uploaded(world, OWN)
    before = Organization.objects.count()
    with pytest.raises(importing.ImportRefused, match="1 rows can't be imported"):
        importing.import_file(by=world["Dan"], batch=batch)
    assert Organization.objects.count() == before
    batch.refresh_from_db()
    assert batch.status == "draft"
    importing.import_file(by=world["Dan"], batch=batch, leave_out_errors=True)
    assert Organization.objects.count() == before + 2
    with pytest.raises(importing.ImportRefused, match="already"):
        importing.import_file(by=world["Dan"], batch=batch, leave_out_errors=True)
    ann = Contact.objects.get(name="Ann")
    assert (ann.email, ann.email_consent, ann.recorded_by_organization) == ("ann@alpha.example", False, world.office)


def test_nothing_is_saved_before_import_and_columns_can_be_changed(world: World, visit_as) -> None:
    dan = visit_as(world["Dan"])
    before = (Organization.objects.count(), Site.objects.count(), Contact.objects.count())
    file = SimpleUploadedFile("mine.csv", b"A,B\nAlpha Tools,Beta Works\n")
    answer = dan.post(reverse("organizations:upload") + "?state=IL", {"file": file}, follow=True)
    batch = ImportBatch.objects.get()
    assert "Check which column holds the name" in answer.content.decode()
    address = reverse("organizations:import", args=[batch.pk])
    assert "Choose the column that holds the name" in dan.post(address, {"kind": "employer"}).content.decode()
    seen = dan.post(address, {"column_name": "B", "kind": "association"}, follow=True).content.decode()
    assert "Beta Works" in seen.split('id="rows"')[1]
    assert before == (Organization.objects.count(), Site.objects.count(), Contact.objects.count())
    dan.post(reverse("organizations:run_import", args=[batch.pk]))
    assert Organization.objects.get(name="Beta Works").kind == "association"
    assert not Organization.objects.filter(name="Alpha Tools").exists()


def test_what_is_there_already_is_not_made_again(world: World) -> None:
    text = "name,county,city\nACME GEARS INC,Tazewell,Pekin\nAcme Gears,Peoria,Peoria\nAcme Gears,Peoria,Peoria\n"
    batch = uploaded(world, text)
    assert [each.made for each in imports.plan(batch).planned] == ["nothing", "site", "nothing"]
    before = Organization.objects.count()
    importing.import_file(by=world["Dan"], batch=batch)
    assert Organization.objects.count() == before
    assert set(world.acme.sites.values_list("county_fips", flat=True)) == {TAZEWELL, PEORIA}
    importing.undo_import(by=world["Dan"], batch=ImportBatch.objects.get())
    assert set(world.acme.sites.values_list("county_fips", flat=True)) == {TAZEWELL}


def test_undo_takes_the_whole_file_back(world: World, visit_as) -> None:
    before = (Organization.objects.count(), Site.objects.count(), Contact.objects.count())
    batch = uploaded(world, OWN)
    importing.import_file(by=world["Dan"], batch=batch, leave_out_errors=True)
    visit_as(world["Dan"]).post(reverse("organizations:undo_import", args=[batch.pk]))
    assert before == (Organization.objects.count(), Site.objects.count(), Contact.objects.count())
    batch.refresh_from_db()
    assert (batch.status, batch.undone_by) == ("undone", world["Dan"])
    assert ImportRow.objects.filter(batch=batch).count() == 2


@pytest.mark.parametrize("built", ["interaction", "site", "person", "change", "later import", "speaker"])
def test_undo_is_refused_with_the_reason_where_something_was_built_on_it(world: World, visit_as, built: str) -> None:
    batch = uploaded(world, "name,city,county\nAlpha Tools,Pekin,Tazewell\n")
    importing.import_file(by=world["Dan"], batch=batch)
    alpha = Organization.objects.get(name="Alpha Tools")
    if built == "interaction":
        Interaction.objects.create(organization=alpha, kind="call")
    elif built == "site":
        Site.objects.create(organization=alpha, city="Peoria")
    elif built == "person":
        Contact.objects.create(organization=alpha, name="Ann")
    elif built == "change":
        keeping.edit_organization(by=world["Alice"], organization=alpha, name="Alpha Tools Inc.")
    elif built == "speaker":
        alpha.spokespersons.create(person=world["Charlie"])
    else:
        importing.import_file(by=world["Dan"], batch=uploaded(world, "name,city,county\nAlpha Tools,Peoria,Peoria\n"))
    with pytest.raises(importing.ImportRefused, match=r"can't be undone\. .+"):
        importing.undo_import(by=world["Dan"], batch=batch)
    refused = visit_as(world["Dan"]).post(reverse("organizations:undo_import", args=[batch.pk]), follow=True)
    assert "can&#x27;t be undone" in refused.content.decode()
    assert Organization.objects.filter(pk=alpha.pk).exists()


def test_the_template_comes_back_as_it_went_out(world: World) -> None:
    rows = [[str(field.label) for field in TEMPLATE], [field.example for field in TEMPLATE]]
    for name, data in (("t.csv", files.rows_as_csv(rows)), ("t.xlsx", files.rows_as_xlsx(rows, "Organizations"))):
        batch = uploaded(world, data, name)
        assert set(batch.mapping) == {field.key for field in TEMPLATE}
        plan = imports.plan(batch)
        assert plan.understood.problems == ()
        (row,) = plan.planned
        assert (row.candidate.name, row.candidate.county_fips, row.candidate.size_band) == (
            "Prairie Gear Works, Inc.", TAZEWELL, "50-99",
        )  # fmt: skip
        batch.delete()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.csv", b"", "The file is empty"),
        ("x.csv", b"name\n", "no rows of your state"),
        ("x.xls", b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        ("x.bin", b"MZ\x00\x00\x01", "neither a CSV nor an XLSX"),
        ("x.xlsx", b"PK\x03\x04 not really", "can't be opened"),
        ("x.csv", b"name\n" + b"a\n" * (MOST_ROWS + 1), "more than 20,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(FileProblem, match=sentence):
        imports.sheet_of(name, data, "IL")


def test_a_workbook_with_numbers_dates_and_repeated_headings_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["name", "zip", "name", None], ["Alpha", 61554.0, "again", "x"], [None, None, None, None]):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    read = imports.sheet_of("x.xlsx", data.getvalue(), "IL")
    assert read.columns == ("name", "zip", "name (3)")
    assert read.rows == (("Alpha", "61554", "again"),)
    assert read.lines == (2,)


def test_semicolons_and_line_breaks_in_cells_are_read() -> None:
    read = imports.sheet_of("x.csv", b'name;city\n"Alpha\nTools";Pekin\nBeta;Peoria\n', "IL")
    assert read.rows == (("Alpha Tools", "Pekin"), ("Beta", "Peoria"))
    assert read.lines == (2, 4)


def test_counties_are_found_by_name_code_and_zip(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from talentshed.web.organizations.queries import places

    monkeypatch.setattr(places, "zip_counties", lambda: {"61554": ("17179",), "60013": ("17097", "17111")})
    text = "name,county,zip\nA1,DuPage,\nA2,17143,\nA3,Saint Clair County,\nA4,,61554\nA5,,60013\n"
    plan = imports.plan(uploaded(world, text))
    assert [each.candidate.county_fips for each in plan.planned] == ["17043", PEORIA, "17163", TAZEWELL, ""]
    assert [(problem.line, problem.column) for problem in plan.understood.problems] == [(6, "zip")]


def test_a_holding_company_is_found_in_the_list_or_in_the_same_file(world: World) -> None:
    importing.import_file(
        by=world["Dan"],
        batch=uploaded(world, "name,parent\nSmall Gears,Acme Gears\nPump Works,Valley Holding\nValley Holding,\n"),
    )
    assert Organization.objects.get(name="Small Gears").parent == world.acme
    assert Organization.objects.get(name="Pump Works").parent.name == "Valley Holding"


def test_strangers_and_other_partners_can_not_handle_an_import(world: World, visit_as) -> None:
    batch = uploaded(world, OWN)
    for name in ("Edda", "Bob", "Charlie", "Ivan"):
        assert visit_as(world[name]).get(reverse("organizations:import", args=[batch.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            importing.import_file(by=world[name], batch=batch, leave_out_errors=True)
    assert visit_as(world["Grace"]).get(reverse("organizations:import", args=[batch.pk])).status_code == 200


def test_a_dropped_or_forgotten_file_leaves_nothing(world: World, visit_as) -> None:
    batch = uploaded(world, OWN)
    visit_as(world["Dan"]).post(reverse("organizations:discard_import", args=[batch.pk]))
    assert not ImportBatch.objects.exists()
    old = uploaded(world, OWN)
    ImportBatch.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=8))
    assert retention.apply(retention.holding("organizations.draft")) == 1


def test_duplicates_are_looked_for_among_what_was_made(world: World, visit_as) -> None:
    Site.objects.create(organization=organization("Alpha Tool and Die"), county_fips=PEORIA)
    batch = uploaded(world, "name,county\nAlpha Tool & Die Works,Peoria\nGamma Foods,Peoria\n")
    answer = visit_as(world["Dan"]).post(reverse("organizations:run_import", args=[batch.pk]), follow=True)
    assert DuplicatePair.objects.count() == 1
    assert "1 pairs of records may be the same" in answer.content.decode()


def test_a_state_file_of_thousands_is_planned_and_imported_in_few_queries(
    world: World, django_assert_max_num_queries
) -> None:
    text = "name,county,city,naics\n" + "".join(f"Firm {n} of {n % 7},Peoria,Peoria,3336\n" for n in range(5000))
    batch = uploaded(world, text)
    # SQLite takes 999 values at a time, so a table of 5,000 rows needs some 70 statements.
    with django_assert_max_num_queries(200):
        importing.import_file(by=world["Dan"], batch=batch)
    assert Organization.objects.filter(name__startswith="Firm ").count() == 5000
    importing.undo_import(by=world["Dan"], batch=batch)
    assert not Organization.objects.filter(name__startswith="Firm ").exists()
