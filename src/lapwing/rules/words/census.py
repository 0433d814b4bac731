"""Codes of the children in need census that files of absences carry too."""

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import CodeList, listed

SOURCE = "Children in need census, N00099; the words are from general knowledge"

DISABILITIES = CodeList(
    "disabilities",
    "Disability",
    listed(
        SOURCE,
        Mark.GENERAL,
        {
            "NONE": "None",
            "MOB": "Mobility",
            "HAND": "Hand function",
            "PC": "Personal care",
            "INC": "Incontinence",
            "COMM": "Communication",
            "LD": "Learning",
            "HEAR": "Hearing",
            "VIS": "Vision",
            "BEH": "Behaviour",
            "CON": "Consciousness",
            "AUT": "Autism",
            "DDA": "Another disability in law",
        },
    ),
    note="None stands alone. A blank is not None: it is not recorded.",
)
LISTS = (DISABILITIES,)
