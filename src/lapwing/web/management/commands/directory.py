"""`./lapwing manage directory FILE`: write the directory that a file names, so that the first people can sign in."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lapwing.web.directory import founding


class Command(BaseCommand):
    help = "Make the areas, agencies, teams and seats that a TOML file names and that are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a TOML file; docs/how-to/people-and-seats.md has one")

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        try:
            plan = tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} could not be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise CommandError(f"{file} is not TOML: {error}") from error
        try:
            made = founding.found(plan)
        except founding.NotThisFile as error:
            raise CommandError(f"Nothing was written. Put right in {file}:\n{error}") from error
        self.stdout.write(str(made))
        if made.passwords:
            self.stdout.write("First passwords, shown this once; each is asked to set up a second factor:")
        for email, password in made.passwords.items():
            self.stdout.write(f"  {email}  {password}")
