"""Where everything is. Each app brings its own urls; this is only the list."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from school.views import certificates

urlpatterns = [
    path("", include("convergenze.home.urls")),
    path("", include("convergenze.accounts.urls")),
    path("", include("convergenze.history.urls")),
    path("", include("actors.urls")),
    path("", include("missions.urls")),
    path("", include("portfolios.urls")),
    path("school/", include("school.urls")),
    path("verifica/", include((certificates.short, "verifica"))),
    path("", include("convergenze.notes.urls")),
    path("", include("convergenze.notifications.urls")),
    path("imports/", include("convergenze.exchange.urls")),
    path("search/", include("convergenze.search.urls")),
    path("api/", include("convergenze.api")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
if settings.DEBUG:
    # Django's own administration is for whoever repairs the machine, not for the programme.
    urlpatterns.append(path("technical-admin/", admin.site.urls))

handler400 = "convergenze.home.views.errors.bad_request"
handler403 = "convergenze.home.views.errors.permission_denied"
handler404 = "convergenze.home.views.errors.not_found"
handler500 = "convergenze.home.views.errors.server_error"
