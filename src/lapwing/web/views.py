"""The pages of the house itself: today, the seat, the account, staying and leaving, and health."""

from django.contrib import auth, messages
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from lapwing.access.doors import EVERYBODY, door, may_follow, public, signed_in
from lapwing.access.roles import ROLES
from lapwing.rules.moments import clock_words
from lapwing.web import drafts, locking, once, panels, sign_in
from lapwing.web.middleware import from_this_site


@door(*EVERYBODY, purpose="own_work", words="See what today asks of you")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "web/today.html", {"panels": panels.panels_for(request)})


@signed_in("Choose from which seat you work")
@require_http_methods(["GET", "POST"])
def choose_seat(request: HttpRequest) -> HttpResponse:
    seats = sign_in.seats_of(request.user)
    if request.method == "POST":
        seat = next((seat for seat in seats if str(seat.pk) == request.POST.get("seat")), None)
        if seat is None:
            raise Http404
        request.session[sign_in.SEAT] = str(seat.pk)
        sign_in.write_line(seat, "choose_seat")
        return redirect("today")
    return render(request, "web/choose_seat.html", {"seats": [(seat, ROLES[seat.role]) for seat in seats]})


@signed_in("See your account, your seats and your second factor")
@require_GET
def my_account(request: HttpRequest) -> HttpResponse:
    seats = [(seat, ROLES[seat.role]) for seat in sign_in.seats_of(request.user)]
    return render(request, "web/my_account.html", {"seats": seats})


@signed_in("Why an account without a password has none to change")
@require_GET
def no_password(request: HttpRequest) -> HttpResponse:
    """The demo's accounts have none; elsewhere whoever keeps the directory gives the first."""
    messages.info(request, "This account has no password to change. Whoever keeps the directory can give it one.")
    return redirect("my_account")


@signed_in("Unlock a screen that is locked to one page")
@require_GET
def unlock(request: HttpRequest) -> HttpResponse:
    """Whoever gave their password after it was locked goes on; anybody else is asked for it, if they have one."""
    if locking.unlock(request):
        return redirect("today")
    confirm = ""
    if request.user.has_usable_password():
        confirm = f"{reverse('account_reauthenticate')}?next={reverse('unlock')}"
    return render(request, "web/unlock.html", {"confirm_url": confirm, "home_url": reverse(locking.home(request))})


@signed_in("Stay signed in")
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


@door(*EVERYBODY, purpose="own_work", words="Keep what you typed until the form is sent")
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keeps what is typed into the form that is sent to the address `at`, and answers with the line under it; or throws
    it away, and goes back to its page.
    """
    address, page = request.GET.get("at", ""), request.POST.get("throw_away")
    if len(address) > drafts.LONGEST or not may_follow(address) or (page and not may_follow(page)):
        raise Http404
    if page:
        drafts.forget(address)
        return HttpResponseClientRedirect(page)
    if once.was_sent(request):
        return HttpResponse("Sent.")
    try:
        at = drafts.keep(address, request.POST)
    except drafts.TooLong:
        return HttpResponse("Too long to keep as a draft: send it before you leave this page.")
    return HttpResponse(f"Kept as a draft at {clock_words(at)}. It is not recorded until you send it.")


@public("You are signed out")
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """Where a page goes when its session ends; it ends here at the latest, unless another site sent the reader."""
    if from_this_site(request):
        auth.logout(request)
    return render(request, "web/left.html")


@public("Whether the site is well")
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("well\n", content_type="text/plain")
