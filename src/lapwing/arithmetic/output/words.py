"""The words all outputs share."""

from lapwing.arithmetic.findings import Finding, Result, Verdict

TITLES = {
    Verdict.FAILS: "Does not add up",
    Verdict.CANNOT_TELL: "Cannot tell",
    Verdict.REMARK: "Remark",
    Verdict.HOLDS: "Holds",
}
ORDER = (Verdict.FAILS, Verdict.CANNOT_TELL, Verdict.REMARK, Verdict.HOLDS)


def what_saves_it(one: Finding) -> str:
    """The reading under which it would hold, or what is missing, as a sentence; nothing where the message says it."""
    if not one.reading or one.reading in one.message:
        return ""
    words = f"It would hold {one.reading}" if one.reading.startswith("if ") else one.reading
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def summary(result: Result) -> str:
    """One sentence that says how the report fared."""
    counts = result.count()
    if not result.findings:
        return "Nothing was found that can be checked."
    parts = [f"{counts[verdict]} {_named(verdict, counts[verdict])}" for verdict in ORDER if counts[verdict]]
    checked = sum(counts.values())
    return f"{checked} {'thing' if checked == 1 else 'things'} checked: {', '.join(parts)}."


def _named(verdict: Verdict, count: int) -> str:
    return {
        Verdict.FAILS: "does not add up" if count == 1 else "do not add up",
        Verdict.CANNOT_TELL: "cannot be told",
        Verdict.REMARK: "remark" if count == 1 else "remarks",
        Verdict.HOLDS: "holds" if count == 1 else "hold",
    }[verdict]
