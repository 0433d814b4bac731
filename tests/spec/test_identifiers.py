"""Identifiers: whether they can be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.rules.authorities import ABOLISHED, ENGLAND, UPN_AUTHORITIES
from lapwing.rules.identifiers import (
    CHECK_LETTERS,
    check_nhs_number,
    check_postcode,
    check_upn,
    upn_check_letter,
)


@st.composite
def upns(draw):
    rest = draw(st.sampled_from(sorted(UPN_AUTHORITIES))) + draw(st.from_regex(r"[0-9]{8}", fullmatch=True))
    rest += draw(st.sampled_from("0123456789" + CHECK_LETTERS))
    return upn_check_letter(rest) + rest


@given(upns())
def test_a_upn_with_its_own_letter_can_be_right(upn):
    assert check_upn(upn).ok


@given(upns(), st.integers(1, 11), st.integers(1, 9))
def test_one_wrong_digit_is_found(upn, place, added):
    wrong = upn[:place] + str((int(upn[place]) + added) % 10) + upn[place + 1 :]
    assert not check_upn(wrong).ok


@given(upns(), st.integers(4, 10))
def test_two_digits_swapped_are_found(upn, place):
    first, second = upn[place], upn[place + 1]
    swapped = upn[:place] + second + first + upn[place + 2 :]
    assert check_upn(swapped).ok == (first == second)


@pytest.mark.parametrize("authority", ["838", "839", "940", "941", "942", "943", *ABOLISHED])
def test_every_reorganised_authority_is_known(authority):
    rest = f"{authority}200001001"
    assert check_upn(upn_check_letter(rest) + rest).ok


def test_england_has_153_authorities():
    assert len(ENGLAND) == 153
    assert not ENGLAND.keys() & ABOLISHED.keys()


def test_a_upn_by_hand():
    # 8×2 + 0 + 1×4 + 2×5 + 0×6… + 1×10 + 0 + 0 + 1×13 = 53; 53 mod 23 = 7; the letter after seven of ABCDEFG is H.
    assert upn_check_letter("801200001001") == "H"
    assert check_upn(" h801200001001 ").value == "H801200001001"


def test_a_temporary_upn():
    rest = "80120000100A"
    temporary = upn_check_letter(rest) + rest
    assert check_upn(temporary).ok


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("", "a letter and twelve digits"),
        ("UN3", "a letter and twelve digits"),
        ("I801200001001", "a letter and twelve digits"),
        ("H80120000100١", "a letter and twelve digits"),
        ("B097131712320", "no.*of that number|none of that number"),
        ("A801200001001", "first letter is A, but its digits ask for H"),
    ],
)
def test_why_a_upn_cannot_be_right(told, why):
    checked = check_upn(told)
    assert not checked.ok
    with pytest.raises(AssertionError, match=why):
        raise AssertionError(checked.why_not)


@pytest.mark.parametrize("told", ["943 476 5919", "9434765919", "943-476-5919"])
def test_an_nhs_number(told):
    checked = check_nhs_number(told)
    assert (checked.value, checked.ok) == ("9434765919", True)


@pytest.mark.parametrize(
    ("told", "why"),
    [("943 476 5918", "last digit"), ("12345", "ten digits"), ("943476591X", "ten digits"), ("", "ten")],
)
def test_why_an_nhs_number_cannot_be_right(told, why):
    assert why in check_nhs_number(told).why_not


@pytest.mark.parametrize(
    ("told", "usual"),
    [
        ("ng15fw", "NG1 5FW"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("m1 1ae", "M1 1AE"),
        ("GIR0AA", "GIR 0AA"),
        ("b33  8th", "B33 8TH"),
    ],
)
def test_a_postcode_in_its_usual_form(told, usual):
    checked = check_postcode(told)
    assert (checked.value, checked.ok) == (usual, True)


@pytest.mark.parametrize("told", ["", "NG1", "V28 5OY", "Q1 1AA", "NG1 5FWX", "12345", "ＮＧ1 5FW"])
def test_not_a_postcode(told):
    assert "not of the form" in check_postcode(told).why_not


@given(st.text(max_size=20))
def test_checking_never_crashes(told):
    for check in (check_upn, check_nhs_number, check_postcode):
        assert isinstance(check(told).ok, bool)
