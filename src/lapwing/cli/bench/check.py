"""The arithmetic of reports: what it finds, and how fast."""


def main() -> None:
    from lapwing.arithmetic.bench import main as measure

    measure()
