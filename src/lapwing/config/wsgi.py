import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# Python's collector looks through what it keeps each time so many more objects were made. What every page needs is
# loaded before the first is asked for, and left out of its sight; and a page makes tens of thousands of objects, so
# with the usual threshold it would look dozens of times in the middle of each: a sixth of a long page's time.
OBJECTS_BETWEEN_COLLECTIONS = 50_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapwing.config.settings")
application = get_wsgi_application()
assert get_resolver().url_patterns
gc.collect()
gc.freeze()
atexit.register(gc.unfreeze)  # else libraries complain, at the end, of what nobody took away
gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 10, 10)
