"""One button for each of the demo's cast."""

from django.conf import settings
from django.contrib import auth
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lapwing.access.doors import public
from lapwing.access.roles import ROLES
from lapwing.directory.models import Account
from lapwing.web import sign_in

if not settings.ONE_CLICK_SIGN_IN:
    raise ImproperlyConfigured("One-click sign-in exists only in the demo.")

DOMAIN = "@demo.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("Sign in as one of the demo's cast")
@require_http_methods(["GET", "POST"])
def one_click(request: HttpRequest) -> HttpResponse:
    cast = Account.objects.filter(email__endswith=DOMAIN, is_active=True).order_by("name")
    if request.method == "POST":
        account = next((each for each in cast if str(each.pk) == request.POST.get("account")), None)
        if account is None:
            raise Http404
        auth.logout(request)
        auth.login(request, account, backend=BACKEND)
        request.session[sign_in.FACTOR] = True
        sign_in.note_sign_in(None, request, account)
        return redirect("today")
    people = [(each, [(seat, ROLES[seat.role]) for seat in sign_in.seats_of(each)]) for each in cast]
    return render(request, "web/one_click/cast.html", {"people": [p for p in people if p[1]]})
