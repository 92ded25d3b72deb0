"""What single components write, where the gallery can't show it."""

from django.template import Context, Template
from django.test import RequestFactory

from talentshed.web.ui import samples
from talentshed.web.ui.templatetags.ui_data import picture
from talentshed.web.ui.values import Choice, Grid, GridColumn


def rendered(text: str, **values: object) -> str:
    return Template(text).render(Context({"request": RequestFactory().get("/x/?a=1"), **values}))


def test_text_from_people_is_never_markup():
    page = rendered("{% field 'name' 'Name' value=value error=value %}{% notice value %}", value="<b>&'\"")
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page


def test_a_field_in_error_says_so_to_a_screen_reader():
    page = rendered("{% field 'code' 'Code' hint='2 to 6 digits' error='Too long.' %}")
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="code-hint code-error"' in page
    assert 'id="code-error">Too long.' in page


def test_a_long_list_is_in_groups_and_keeps_what_was_chosen():
    choices = [Choice("17001", "Adams", group="Illinois"), Choice("19005", "Allamakee", chosen=True, group="Iowa")]
    page = rendered("{% checkboxes 'county' 'Counties' choices %}", choices=choices)
    assert page.index("Illinois") < page.index("17001") < page.index("Iowa") < page.index("19005")
    assert page.count(" checked") == 1


def test_the_map_follows_the_list_and_is_hidden_from_screen_readers():
    page = rendered(
        "{% map_picker 'county' 'Counties' choices map=map %}", choices=samples.counties(), map=samples.county_map()
    )
    assert page.count("<path") == 12
    assert page.count("is-chosen") == 1
    assert 'aria-hidden="true" data-map' in page


def test_two_tables_of_one_page_are_ordered_apart():
    grid = Grid("G", (GridColumn("n", "N", "count"),), ({"n": 1}, {"n": 2}), sortable=True)
    page = rendered("{% data_table grid name='jobs' %}", grid=grid)
    assert 'href="?a=1&amp;sort-jobs=-n"' in page


def test_an_empty_table_says_that_it_is_empty():
    assert "No rows." in rendered("{% data_table grid %}", grid=Grid("G", (GridColumn("n", "N"),), ()))


def test_pictures_of_one_page_share_no_ids():
    svg = '<svg><linearGradient id="g0"/><rect fill="url(#g0)"/><use href="#g0"/></svg>'
    assert picture(svg, "pay").count("pay-g0") == 3


def test_a_figure_without_data_still_has_its_receipt():
    page = rendered("{% figure figure %}", figure=samples.unknown())
    assert "data-still" not in page
    assert "not available" in page
