"""The site's own worker, in a process of its own, from a time that the test names as its one argument, in ISO form."""

import sys
from datetime import datetime

import time_machine

if __name__ == "__main__":
    time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True).start()

    import django
    from django.core.management import call_command

    django.setup()
    call_command("procrastinate", "worker")
