from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "convergenze.search"

    def ready(self):
        from convergenze.history import services as history  # noqa: PLC0415  (once the apps are loaded)
        from convergenze.search import services  # noqa: PLC0415

        history.listen(services.heard)
