"""What looks like a number and counts nothing: addresses, sections, pages, Acts."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers.patterns import YEAR, Ways, refer
from lapwing.arithmetic.numbers.quantity import Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS

WAYS = Ways()
pattern = WAYS.pattern
MOST_NAMED = 20

pattern(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", needs=("http", "www", "@"))(refer)
pattern(
    r"\b0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b|(?<!\w)#\d+|\b24/7\b|\bcovid[-\s]?19\b",
    needs=("0", "#", "24/7", "covid"),
    figures=True,
)(refer)
pattern(r"(?:(?<=[:;,]\s)|(?<=\band\s))\(?[1-9]\)(?=\s+[a-z])", needs=(")",), figures=True)(refer)  # "(1) ...; (2) ..."
pattern(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b", figures=True, as_written=True)(refer)


@pattern(
    r"\b(?:sections?|forms?|s\.|regulations?|reg\.?|pages?|pg\.?|pp?\.|chapters?|paragraphs?|para\.?|articles?|tables?|figures?|"
    r"fig\.?|appendix|annexe?|parts?|schedule|key\s+stage|ks|levels?|tiers?|band|phase|stage|step|version|room|ward|cohort|"
    r"grade|zone|route|form|(?P<soft>recommendations?|commitment|priority|objective|outcome|principle|standard|theme|action|item|note|unit|"
    r"module|round|wave|question|case|child|family|category|type|option|domain)|"
    r"junction|floor|flat|house|plot|building|site|urn|ref\.?|reference|schools?\s+no\.?|no\.|number)"
    r"\s?[-.]?\s?(?P<n>\d{1,3})(?:\.\d+)*[a-z]?(?:(?:\s?[-–]\s?|\s(?:and|to|or)\s)\d{1,3})?"
    r"(?!\s?%|\s?per\s?cent|,\d|\d|\.\d|\s(?:times|years|months|weeks|days|hours|percentage))",
    figures=True,
)
def _named(match: re.Match[str], _: str) -> Quantity | None:
    """ "Level 3", "case 4"; but "by main offence type 23 concerned neglect" counts twenty-three."""
    return None if match["soft"] and int(match["n"]) > MOST_NAMED else refer(match, _)


pattern(
    r"\b(?:Day|Week|Years?|(?<=in )year)\s?\d{1,2}(?:(?:\s?[-–]\s?|\s(?:and|to|or)\s)\d{1,2})?\b(?!\s?%|[,.]?\d|\s(?:times|years|months|weeks|days))",
    needs=("day", "week", "year"),
    figures=True,
    as_written=True,
)(refer)
pattern(
    r"\b\d{1,4}[a-zA-Z]?,?\s+(?:[A-Z][a-z]+\s+){1,2}(?:Street|Road|Lane|Avenue|Close|Drive|Terrace|Gardens|Crescent|Grove|Square)\b"
    r"|(?<=\bat )\d{1,4}[a-zA-Z]?\s+(?:[A-Z][a-z]+\s+){1,2}(?:House|Court|Way|Place|Park|Hill|Walk|Row)\b",
    needs=(
        "str",
        "road",
        "lan",
        "ave",
        "clos",
        "dri",
        "terr",
        "gar",
        "cres",
        "gro",
        "squ",
        "hou",
        "cour",
        "way",
        "pla",
        "par",
        "hil",
        "wal",
        "row",
    ),
    figures=True,
    as_written=True,
)(refer)
pattern(
    rf"\b(?:Act|Regulations|Order|Together|Children|Education|Code|Rules|Version|Census|Guidance)(?:,|\s+of)?\s+{YEAR}\b",
    needs=("19", "20"),
    as_written=True,
)(refer)
pattern(rf"\b(?:KCSIE|IMD|WT)\s?{YEAR}\b", needs=("19", "20"), as_written=True)(refer)
pattern(
    r"\b(?:999|101|111)(?=\s+(?:calls?|service|line|number|system|contacts?|operators?)\b)|\b(?:nhs|call|dial(?:led)?|ring|rang)\s+(?:999|101|111)\b",
    needs=("999", "101", "111"),
)(refer)
pattern(
    r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm|hrs)\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm|noon)\b",
    needs=(":", "am", "pm", "hrs", "noon"),
    figures=True,
)(refer)
pattern(
    rf"\b{NUMBER_WORDS}-(?:to-{NUMBER_WORDS}|stop|way|off|sided?|tier|storey)\b|\b\d:\d\b|\b(?:one|1)[-\s]to[-\s](?:one|1)\b",
    needs=("-", ":", "to 1", "to one"),
)(refer)
