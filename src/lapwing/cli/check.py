"""`./lapwing check`: the arithmetic of a report. Starts no Django and no database."""


def do_check(arguments: list[str]) -> int:
    from lapwing.arithmetic.command import main

    return main(arguments)
