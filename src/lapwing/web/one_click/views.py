"""One button for each of the demo's cast, and ten minutes with three of them."""

from django.conf import settings
from django.contrib import auth
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import public
from lapwing.access.roles import ROLES
from lapwing.directory.models import Account
from lapwing.web import sign_in
from lapwing.web.one_click.walk import WALK

if not settings.ONE_CLICK_SIGN_IN:
    raise ImproperlyConfigured("One-click sign-in exists only in the demo.")

DOMAIN = "@demo.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("Sign in as one of the demo's cast")
@require_http_methods(["GET", "POST"])
def one_click(request: HttpRequest) -> HttpResponse:
    # Accounts' keys grow with time, so this is the order in which the cast was seated.
    cast = Account.objects.filter(email__endswith=DOMAIN, is_active=True).order_by("pk")
    if request.method == "POST":
        account = next((each for each in cast if str(each.pk) == request.POST.get("account")), None)
        if account is None:
            raise Http404
        auth.logout(request)
        auth.login(request, account, backend=BACKEND)
        request.session[sign_in.FACTOR] = True
        sign_in.note_sign_in(None, request, account)
        return redirect(_onwards(request))
    people = [(each, [(seat, ROLES[seat.role]) for seat in sign_in.seats_of(each)]) for each in cast]
    return render(request, "web/one_click/cast.html", {"people": [p for p in people if p[1]]})


def _onwards(request: HttpRequest) -> str:
    """The page that the button named, on this site; otherwise *Today*."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "today"


@public("Walk through the demo with three of its cast")
@require_GET
def walk(request: HttpRequest) -> HttpResponse:
    by_name = {each.email.removesuffix(DOMAIN): each for each in Account.objects.filter(email__endswith=DOMAIN)}
    parts = [(part, by_name[part.who]) for part in WALK if part.who in by_name]
    seats = {account.pk: sign_in.seats_of(account) for _, account in parts}
    told = [(part, account, seats[account.pk][0]) for part, account in parts if seats[account.pk]]
    return render(request, "web/one_click/walk.html", {"parts": told})
