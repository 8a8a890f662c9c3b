"""Pages of the history."""

from django.urls import path

from convergenze.history.views import bin as bin_views
from convergenze.history.views import reading

app_name = "history"

urlpatterns = [
    path("history/<str:kind>/<uuid:public_id>/", reading.timeline, name="timeline"),
    path("audit/", reading.audit, name="audit"),
    path("bin/", bin_views.bin_list, name="bin"),
    path("bin/<str:kind>/<uuid:public_id>/restore/", bin_views.restore, name="restore"),
]
