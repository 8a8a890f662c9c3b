"""The REST API: every app's viewsets under /api/v1/, the schema and a page to try it out."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from actors.api import ROUTES as ACTORS
from convergenze.exchange.api import ROUTES as IMPORTS
from convergenze.notes.api import ROUTES as NOTES
from convergenze.notifications.api import ROUTES as NOTIFICATIONS
from convergenze.search.api import SearchView
from missions.api import ROUTES as MISSIONS
from portfolios.api import ROUTES as PORTFOLIOS
from school.api import ROUTES as SCHOOL

app_name = "api"

router = SimpleRouter(trailing_slash=True, use_regex_path=False)
for prefix, viewset, basename in [*ACTORS, *MISSIONS, *PORTFOLIOS, *SCHOOL, *NOTES, *NOTIFICATIONS, *IMPORTS]:
    router.register(prefix, viewset, basename=basename)

urlpatterns = [
    path("v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("v1/search/", SearchView.as_view(), name="search"),
    path("v1/", include(router.urls)),
]
