"""Every page of the site. Each room has its own list; this one knows the rooms."""

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.conf import settings
from django.urls import include, path

from lapwing.access.doors import SIGN_IN_PAGES
from lapwing.config.allowed import only

handler400 = "lapwing.web.errors.bad_request"
handler403 = "lapwing.web.errors.forbidden"
handler404 = "lapwing.web.errors.not_found"
handler429 = "lapwing.web.errors.too_many"
handler500 = "lapwing.web.errors.fault"

urlpatterns = [
    path("", include("lapwing.web.urls")),
    path("exchange/", include("lapwing.exchange.inbound.urls")),
    path("exchange/lists/", include("lapwing.exchange.outbound.urls")),
    path("", include("lapwing.people.urls")),
    path("missing/", include("lapwing.cases.missing.urls")),
    path("patterns/", include("lapwing.cases.missing.together.urls")),
    path("exploitation/", include("lapwing.cases.exploitation.urls")),
    path("child/", include("lapwing.cases.child.urls")),
    path("directory/", include("lapwing.web.directory.urls")),
    path("", include("lapwing.exchange.snapshot.urls")),
    path("", include("lapwing.leadership.scorecard.urls")),
    path("", include("lapwing.leadership.annual_report.urls")),
    path("worklist/", include("lapwing.work.worklist.urls")),
    path("worklist/", include("lapwing.work.deadlines.urls")),
    path("corrections/", include("lapwing.work.corrections.urls")),
    path("alerts/", include("lapwing.work.alerts.urls")),
    path("meetings/", include("lapwing.work.meetings.urls")),
    path("actions/", include("lapwing.work.actions.urls")),
    # Of the sign-in library's pages those that have a door; there is no signing up.
    path("sign-in/", include(only(SIGN_IN_PAGES, account_urls.urlpatterns))),
    path("second-factor/", include(only(SIGN_IN_PAGES, mfa_urls.urlpatterns))),
]

if settings.ONE_CLICK_SIGN_IN:
    urlpatterns.append(path("demo/", include("lapwing.web.one_click.urls")))
