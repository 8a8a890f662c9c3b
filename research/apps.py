from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"

    def ready(self):
        from research import registrations  # noqa: F401, PLC0415  (offers this app to the house once the apps are loaded)
