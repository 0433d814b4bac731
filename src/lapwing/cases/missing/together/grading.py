"""How the police grade information: the source, and what was said (3x5x2; from general knowledge, not read)."""

SOURCES = {"1": "Reliable", "2": "Untested", "3": "Not reliable"}
INFORMATION = {
    "A": "Known directly",
    "B": "Known indirectly, and confirmed elsewhere",
    "C": "Known indirectly",
    "D": "Not known",
    "E": "Suspected to be false",
}
