"""Pages of imports."""

from django.urls import path

from convergenze.exchange.views import following, starting

app_name = "exchange"

urlpatterns = [
    path("", starting.import_list, name="list"),
    path("new/", starting.import_new, name="import_new"),
    path("<uuid:public_id>/", following.import_detail, name="import_detail"),
    path("<uuid:public_id>/columns/", starting.import_columns, name="import_columns"),
    path("<uuid:public_id>/run/", following.import_run, name="import_run"),
    path("<uuid:public_id>/revert/", following.import_revert, name="import_revert"),
    path("<uuid:public_id>/errors.csv", following.import_errors, name="import_errors"),
]
