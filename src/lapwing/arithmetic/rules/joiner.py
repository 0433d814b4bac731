"""What is claimed and the figures it can be of, joined by what they count and where they stand."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import replace

from lapwing.arithmetic.doubts import doubted
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.again import again
from lapwing.arithmetic.joining.alike import alike
from lapwing.arithmetic.joining.changes import changes, same
from lapwing.arithmetic.joining.courses import courses
from lapwing.arithmetic.joining.described import described
from lapwing.arithmetic.joining.earlier import earlier_figures
from lapwing.arithmetic.joining.events import events
from lapwing.arithmetic.joining.facts import facts
from lapwing.arithmetic.joining.nested import nested
from lapwing.arithmetic.joining.remainders import remainders
from lapwing.arithmetic.joining.rests import rests
from lapwing.arithmetic.joining.shares import shares
from lapwing.arithmetic.joining.spans import months_backwards, spans
from lapwing.arithmetic.joining.steps import steps, steps_of_tables
from lapwing.arithmetic.joining.table_claims import table_claims
from lapwing.arithmetic.joining.table_ways import table_ways
from lapwing.arithmetic.joining.tables import of_tables
from lapwing.arithmetic.joining.told_of import told_of
from lapwing.arithmetic.joining.totals import totals
from lapwing.arithmetic.joining.twice import twice
from lapwing.arithmetic.joining.wholes import wholes
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.closed import OTHER_HALF

NAME = "joiner"
SHORTEST = 14
FAMILIES = {
    "change": changes,
    "change-beside": earlier_figures,
    "parts": totals,
    "whole": wholes,
    "share-beside": shares,
    "share": told_of,
    "nested-share": nested,
    "remainder": remainders,
    "complement": rests,
    "series": steps,
}


@rule(
    NAME,
    "What is claimed, and the figures at hand that it can be of",
    Example(
        "Up by 18% in 2021/22, from 1,050 to 1,239, offences rose by a further 9% in 2022/23, to 1,301.",
        Verdict.FAILS,
        "5%",
    ),
    Example(
        "Nine volunteers from the north and 14 from the south sit on panels. These 25 volunteers are trained.",
        Verdict.FAILS,
        "23",
    ),
    Example(
        "Nine volunteers from the north and 14 from the south sit on panels. These 23 volunteers are trained.",
        Verdict.HOLDS,
    ),
    Example("The longest wait came down by six weeks, from 59 weeks in April to 55 in March.", Verdict.FAILS, "four"),
    Example(
        "In April 2022 the team had 40 social workers.\n\nRecruitment went on.\n\nThe team now has 52 social workers, 45% more than in April 2022.",
        Verdict.FAILS,
        "it is 30%",
    ),
    Example("The cost per child rose 5% though the total, £1.2m, was down from £1.3m.", None, "two different things"),
    Example(
        "Plans were 1,210 (2023), 1,150 (2022) and 1,100 (2021). The growth since 2021 is 5%.", Verdict.FAILS, "10%"
    ),
    Example("Plans were 1,210 (2023), 1,150 (2022) and 1,100 (2021). The growth since 2022 is 5%.", None),
    Example("There were 16 in the first year and 7 in the second, less than a third of what they were.", Verdict.FAILS),
    Example(
        "They fell by 20%, from 500 to 400. They have since risen by 20%, to 500.", Verdict.FAILS, "25% of the 400"
    ),
    Example("They fell by 20%, from 500 to 400. They have since risen by 20%, to 480.", None),
    Example("We hope that visits, now 80, will rise by half to 100.", None, "a hope"),
    Example(
        "We received 2,250 concerns, of which 675 (30%) met the threshold. Of those, 405 (45%) were about neglect.",
        Verdict.FAILS,
        "60% of the 675",
    ),
    Example("A third of the 60 places went to schools, 15 to health and the rest to the police.", None, "each its own"),
    Example(
        "Nearly all of the plans (89%) were made within two years. The 21% that were not were looked at.", Verdict.FAILS
    ),
    Example("Nearly all of the plans (89%) were made within two years. The 11% that were not were looked at.", None),
    Example("Stop and search: 38% of searches found something and 72% found nothing.", Verdict.FAILS, "110%"),
    Example(
        "The teams took 702 referrals between them.\n\n| Team | Referrals | Visits |\n|---|---|---|\n| North | 310 | 201 |\n| South | 268 | 190 |\n| Coast | 142 | 88 |",
        Verdict.FAILS,
        "720",
    ),
    Example(
        "The South team made 191 visits, 71% of its referrals.\n\n| Team | Referrals | Visits |\n|---|---|---|\n| North | 310 | 201 |\n| South | 268 | 190 |\n| Coast | 142 | 88 |",
        Verdict.FAILS,
        "190",
    ),
    Example(
        "The panel heard 34 cases. Of the 34, 21 were closed, 9 were in court and 6 were still waiting.",
        Verdict.FAILS,
        "36",
    ),
    Example("The 15 reviews each concerned one child: seven babies, five toddlers and four teenagers.", Verdict.FAILS),
    Example("One in four visits was at night. The other half were by day.", Verdict.FAILS, "three quarters"),
    Example(
        "The Executive meets monthly.\n\nAdvice is given to the Executive, which meets every two months.", Verdict.FAILS
    ),
    Example("Missed visits came down again: 410 in 2022/23, 388 in 2023/24 and 392 in 2024/25.", Verdict.FAILS),
    Example("Missed visits came down again: 410 in 2022/23, 418 in 2023/24 and 392 in 2024/25.", None),
    Example(
        "The hub moved into Mill House in May 2024.\n\nSince the hub moved into Mill House in June 2024, checks are quicker.",
        Verdict.FAILS,
    ),
    Example("The hub moved into Mill House in May 2024.\n\nThe desk moved into Dock House in June 2024.", None),
    turn=4,
)
def check(report: Report) -> Iterator[Finding]:
    """A claim of change, of a share, of a total or of the rest, wherever in its paragraph the figures stand.

    The claim is read first, then every figure near it that counts the same. All are tried, two by two and in sums: where
    any reading bears the claim out, nothing is called a failure. A figure
    that is told of a table against all that its rows and columns can be put together to give. Where none does, and the figures of one kind that stand
    nearest can only be what it is of, it fails. So does what a sentence says of all the rows of a table, of how many of
    them, or of its first and last year, and a figure that another place gives otherwise in the same words.
    """
    yield from twice(report)
    yield from again(report)
    yield from alike(report)
    yield from described(report)
    yield from events(report)
    yield from facts(report)
    yield from of_tables(report)
    yield from steps_of_tables(report)
    yield from table_ways(report)
    for told in table_claims(report):
        yield replace(doubted(report, told), rule=NAME)
    for number, sentences in enumerate(report.by_passage):
        yield from courses(sentences)
        for index, sentence in enumerate(sentences):
            if len(sentence.text) < SHORTEST or not (sentence.quantities or OTHER_HALF.search(sentence.lower)):
                continue
            yield from same(sentence)
            yield from spans(sentence)
            yield from months_backwards(sentence)
            for family, join in FAMILIES.items():
                for found in join(report, number, index):
                    shown = shown_with(found, sentence, family)
                    yield replace(doubted(report, shown), rule=NAME)
