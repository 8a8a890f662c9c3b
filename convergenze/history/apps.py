from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "convergenze.history"

    def ready(self):
        from convergenze.history import audit, registrations, rules  # noqa: F401, PLC0415  (once the apps are loaded)
