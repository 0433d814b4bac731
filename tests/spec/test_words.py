"""The field's words: lists of codes."""

from datetime import date

import pytest

from lapwing.rules import words
from lapwing.rules.sources import Mark
from lapwing.rules.words.missing import MISSING_TYPE_OF_SSDA903
from lapwing.rules.words.model import Code, CodeList

every_list = pytest.mark.parametrize("one", words.all(), ids=lambda one: one.key)


@every_list
def test_each_code_has_words_and_a_source_that_fits_its_mark(one):
    for code in one:
        assert code.words
        assert code.source or code.mark in {Mark.OWN, Mark.GENERAL}
        assert code.valid_until is None or code.valid_from is None or code.valid_from <= code.valid_until


@every_list
def test_it_is_found_by_its_key(one):
    assert words.get(one.key) is one


def test_types_of_absence_and_their_codes_in_the_return():
    types = words.get("missing_types")
    assert len(types.choices()) == 6
    assert {code: types.words(kind) for code, kind in MISSING_TYPE_OF_SSDA903.items()} == {
        "M": "Missing",
        "A": "Away from placement without authorisation",
    }


def test_there_are_twenty_ethnic_codes():
    assert len(words.get("ethnicity").codes) == 20


def test_a_code_that_was_told_and_is_not_known_is_given_back_as_told():
    assert words.get("ssda903_ls").words("C9") == '"C9" (not a known code)'


@pytest.mark.parametrize("look_up", [words.get, words.get("ssda903_ls").get])
def test_what_is_not_there_is_said_plainly(look_up):
    with pytest.raises(KeyError, match=r"no list|not in the list"):
        look_up("nonsense")


def test_a_list_as_it_was_on_a_day():
    kinds = words.get("agency_kinds")
    assert "ccg" in kinds.at(date(2020, 3, 31))
    assert "icb" not in kinds.at(date(2020, 3, 31))
    assert "ccg" not in kinds.at(date(2022, 7, 1))
    sexes = words.get("ssda903_sex")
    assert [code.code for code in sexes.at(date(2018, 3, 31))] == ["1", "2"]
    assert [code.code for code in sexes.at(date(2025, 3, 31))] == ["M", "F", "U"]


def test_what_nobody_has_checked_says_so():
    levels = words.get("police_risk_levels")
    assert not levels.get("HIGH").verified
    assert levels.get("VLR").verified


def test_not_sharing_has_its_coded_grounds():
    assert "more detrimental to the child" in words.get("grounds_for_not_sharing").words("more_detrimental")


def test_a_code_stands_in_a_list_once():
    with pytest.raises(ValueError, match="twice"):
        CodeList("colours", "Colours", (Code("r", "Red"), Code("r", "Rouge")))
