"""Pages of the roof."""

from django.urls import path

from convergenze.home.views import calendar, front, gallery, machines, permissions, statements, viewing

urlpatterns = [
    path("", front.home, name="home"),
    path("programme/", front.programme, name="programme"),
    path("about/", statements.about, name="about"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("permissions/", permissions.permission_list, name="permissions"),
    path("status", machines.status, name="status"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("api/", machines.api_landing, name="api_landing"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/keys/new/", calendar.calendar_key_new, name="calendar_key_new"),
    path("calendar/keys/<int:pk>/revoke/", calendar.calendar_key_revoke, name="calendar_key_revoke"),
    path("calendar/calls.ics", calendar.calendar_public_feed, name="calendar_public_feed"),
    path("calendar/<str:key>.ics", calendar.calendar_private_feed, name="calendar_private_feed"),
    path("view-as/", viewing.view_as, name="view_as"),
    path("view-as/stop/", viewing.view_as_stop, name="view_as_stop"),
    path("ui/", gallery.components, name="gallery"),
]
