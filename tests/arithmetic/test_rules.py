"""Every rule says of its worked examples what they say it says."""

import pytest

from lapwing.arithmetic import Verdict, check_text
from lapwing.arithmetic.rules import Example, Rule, all_rules

EXAMPLES = [(rule, example) for rule in all_rules() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name}-{n}" for n, (r, _) in enumerate(EXAMPLES)])
def test_example(rule: Rule, example: Example) -> None:
    said = {one.verdict for one in check_text(example.text).findings if one.rule == rule.name}
    if example.verdict is None:
        assert not said
    else:
        assert example.verdict in said
        assert example.verdict is Verdict.FAILS or Verdict.FAILS not in said


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert len(rule.about) > 80
    assert len(rule.examples) >= 3
    assert {Verdict.FAILS, Verdict.CANNOT_TELL, Verdict.REMARK} & {example.verdict for example in rule.examples}


def test_a_figure_at_the_head_of_a_sentence_is_small_inside_a_finding() -> None:
    (found,) = check_text("Two thirds of the 90 respondents (40) agreed.").findings
    assert "the text says two thirds" in found.message
