import atexit
import gc
import os
from typing import Any

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# A page makes tens of thousands of objects. Left alone, Python's collector would look for circles among them in the
# middle of a page: up to a tenth of a second for whoever comes by then. So it looks once an answer was sent, where
# so many were made. What every page needs is loaded before the first is asked for, and left out of its sight.
OBJECTS_BETWEEN_COLLECTIONS = 50_000


def collect(**_: Any) -> None:
    """Take away what pages left behind in circles, where there is enough of it."""
    if gc.get_count()[0] > OBJECTS_BETWEEN_COLLECTIONS:
        gc.collect()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapwing.config.settings")
application = get_wsgi_application()
assert get_resolver().url_patterns
gc.collect()
gc.freeze()
atexit.register(gc.unfreeze)  # else libraries complain, at the end, of what nobody took away
gc.disable()
request_finished.connect(collect, dispatch_uid="collect")
