"""Why a report could not be read, in a sentence for the person who gave it."""


class CannotRead(Exception):
    """The file could not be read; the message says why and what to try."""
