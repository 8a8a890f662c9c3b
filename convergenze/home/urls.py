"""Pages of the roof."""

from django.urls import path

from convergenze.home.views import front, gallery, machines, permissions, statements

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
    path("ui/", gallery.components, name="gallery"),
]
