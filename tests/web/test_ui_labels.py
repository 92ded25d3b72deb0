"""A label pack changes words, completely and in both languages, and nothing else."""

import pytest
from django.template import Context, Template
from django.utils import translation

from talentshed.web.ui import labels


def test_a_word_follows_the_pack_and_the_language(settings):
    assert labels.label("lwia") == "local workforce area"
    settings.TALENTSHED_LABELS = "illinois"
    assert labels.label("lwia") == "Local Workforce Innovation Area"
    assert labels.label("sector_partnership", many=True) == "sector partnerships"
    with translation.override("es"):
        assert labels.label("sector_partnership") == "alianza sectorial"


def test_the_tag_writes_a_word_with_a_capital_where_asked():
    template = Template('{% label "convener" %}, {% label "convener" many=True capital=True %}')
    assert template.render(Context()) == "convener, Conveners"


def test_a_state_can_bring_its_own_words(tmp_path, settings):
    pack = tmp_path / "ohio.yaml"
    pack.write_text(
        "sector_partnership:\n  en: {one: industry table, many: industry tables}\n"
        "  es: {one: mesa de industria, many: mesas de industria}\n",
        encoding="utf-8",
    )
    settings.TALENTSHED_LABELS = str(pack)
    assert labels.label("sector_partnership") == "industry table"
    assert labels.label("convener") == "convener"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("region: [", "isn't readable as YAML"),
        ("- region", "must list code names"),
        ("region:\n  en: {one: region}", '"region" must have the words "one" and "many" for each of: en, es'),
    ],
)
def test_a_broken_pack_is_refused_with_a_sentence(tmp_path, text, sentence):
    pack = tmp_path / "broken.yaml"
    pack.write_text(text, encoding="utf-8")
    with pytest.raises(labels.LabelError, match=sentence):
        labels.pack_words(str(pack))


def test_an_unknown_pack_names_the_known_ones():
    with pytest.raises(labels.LabelError, match="must be one of: collaboratives, default, illinois, initiatives"):
        labels.pack_words("atlantis")


def test_an_unknown_word_is_a_mistake_of_ours_and_says_so():
    with pytest.raises(labels.LabelError, match='no label "sector_partnerhsip"'):
        labels.label("sector_partnerhsip")


def test_a_page_is_made_in_the_pack_of_its_state_and_the_next_one_is_not(settings):
    settings.TALENTSHED_LABELS = "illinois"
    with labels.using("collaboratives"):
        assert labels.label("sector_partnership") == "sector collaborative"
        assert labels.label("lwia") == "local workforce area"
    for same in ("default", "misspelt"):
        with labels.using(same):
            assert labels.label("lwia") == "Local Workforce Innovation Area"
    assert labels.label("sector_partnership") == "sector partnership"


def test_every_shipped_pack_can_be_read():
    assert labels.packs()[0] == "default"
    assert {"collaboratives", "illinois", "initiatives"} < set(labels.packs())
    assert all(labels.pack_words(pack)["convener"] for pack in labels.packs())
