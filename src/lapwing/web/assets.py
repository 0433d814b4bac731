"""Where a built file lies: names carry a digest of their content, and the manifest says which is which."""

import json
from functools import cache

from django.conf import settings


@cache
def manifest() -> dict[str, str]:
    """Built names by plain name; empty where nothing has been built yet."""
    path = settings.STATIC_ROOT / "manifest.json"
    made: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return made


def url(name: str) -> str:
    """The address of a built file: `lapwing.css`, `lapwing.js`, `charts.js`, `mark.svg`."""
    return f"{settings.STATIC_URL}{manifest().get(name, name)}"
