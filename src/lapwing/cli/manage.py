"""`./lapwing manage`: Django's own commands, and `roles`."""

import argparse
import os
import subprocess
import sys

from lapwing.cli import environment, roles

# What `python -m django` does, under the name by which it is called here.
DJANGO = (
    "import sys; from django.core.management import ManagementUtility as Django; "
    "Django(['lapwing manage', *sys.argv[1:]]).execute()"
)
AS_MIGRATOR = {"migrate", "dbshell", "sqlmigrate", "showmigrations"}


def do_manage(arguments: list[str]) -> int:
    """Run a Django command as the role that it needs; `roles` makes the roles on a server of one's own."""
    if arguments[:1] == ["roles"]:
        return _roles(arguments[1:])
    environment.local_secrets()
    environment.prepare()
    return run(*arguments)


def run(*arguments: str) -> int:
    """One Django command in a process of its own."""
    migrates = bool(arguments) and arguments[0] in AS_MIGRATOR
    env = environment.as_migrator() if migrates else dict(os.environ)
    env["DJANGO_SETTINGS_MODULE"] = "lapwing.config.settings"
    return subprocess.run([sys.executable, "-c", DJANGO, *arguments], check=False, env=env).returncode


def _roles(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./lapwing manage roles", description="Make the database's roles, once.")
    parser.add_argument("superuser_url", help="a superuser's address: postgresql://postgres@host/postgres")
    parser.add_argument("--database", default="lapwing", help="the database to make (default: lapwing)")
    for role in ("app", "migrator", "analyst"):
        parser.add_argument(f"--{role}-password", default=os.environ.get(f"LAPWING_{role.upper()}_PASSWORD"))
    given = parser.parse_args(arguments)
    passwords = {role: getattr(given, f"{role}_password") for role in ("app", "migrator", "analyst")}
    if missing := [role for role, password in passwords.items() if not password]:
        parser.error("these roles need a password: " + ", ".join(missing))
    roles.make_roles(given.superuser_url, passwords)
    roles.make_database(given.superuser_url, given.database)
    print(f"Made the roles {', '.join(roles.ROLES)} and the database {given.database}.")
    print("Next: set DATABASE_URL and DATABASE_MIGRATOR_URL, and run ./lapwing manage migrate.")
    return 0
