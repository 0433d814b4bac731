"""What is told in many ways by machine: no true text is called wrong, and most of the spoilt ones are found."""

from importlib import import_module
from random import Random

import pytest

from lapwing.arithmetic.labelled import score

TEXTS = 150
# The least share to be found of what is spoilt.
FAMILIES = {"changes": 0.67, "lists": 0.92, "periods": 0.9, "shares": 0.88, "tables": 0.95, "twice": 0.88}


@pytest.mark.no_cover  # many times over what other tests cover
@pytest.mark.parametrize("family", FAMILIES)
def test_spoken(family: str) -> None:
    forms = import_module(f"tests.arithmetic.spoken.{family}").FORMS
    said = [
        (f"{name} {seed}", form(Random(f"{name}{seed}"), spoil))
        for seed in range(TEXTS // 2 // len(forms) + 1)
        for name, form in forms.items()
        for spoil in (False, True)
    ]
    result = score(
        {
            "id": f"{name}{' spoilt' if one.wrong else ''}",
            "text": one.text,
            "expect": [{"verdict": "fails", "figures": one.wrong}] if one.wrong else [],
        }
        for name, one in said
    )
    assert not result.wrong
    assert result.recall >= FAMILIES[family], result.missed
