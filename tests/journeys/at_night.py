"""The site, from a time that the environment names, in ISO form: an application for gunicorn."""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["LAPWING_TEST_NOW"]), tick=True).start()

from lapwing.config.wsgi import application  # noqa: E402

__all__ = ["application"]
