"""A list of children is a disclosure: from how many on a second person approves it, on paper as in a file."""

# A list of more children or rows than this is approved by a second person of the agency.
MOST_ALONE = 20
