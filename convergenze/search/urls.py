"""Pages of search."""

from django.urls import path

from convergenze.search.views import results

app_name = "search"

urlpatterns = [path("", results.results, name="results")]
