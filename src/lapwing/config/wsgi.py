import atexit
import contextlib
import gc
import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import Resolver404, resolve, reverse

# A page makes tens of thousands of objects. Left alone, Python's collector would look for circles among them in the
# middle of a page: up to a tenth of a second for whoever comes by then. So it looks once an answer was sent, where
# so many were made. What every page needs is loaded before the first is asked for, and left out of its sight.
OBJECTS_BETWEEN_COLLECTIONS = 50_000


def collect(**_: Any) -> None:
    """Take away what pages left behind in circles, where there is enough of it."""
    if gc.get_count()[0] > OBJECTS_BETWEEN_COLLECTIONS:
        gc.collect()


def make_ready() -> None:
    """Every address and every template of ours, for all processes at once: else each process reads them while somebody
    waits for its first page.
    """
    reverse("today")
    with contextlib.suppress(Resolver404):
        resolve("/no/such/page/")  # asked of every address
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("lapwing.")]
    for folder in folders:
        for template in folder.rglob("*.html"):
            get_template(str(template.relative_to(folder)))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapwing.config.settings")
application = get_wsgi_application()
make_ready()
gc.collect()
gc.freeze()
atexit.register(gc.unfreeze)  # else libraries complain, at the end, of what nobody took away
gc.disable()
request_finished.connect(collect, dispatch_uid="collect")
