from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "convergenze.core"

    def ready(self):
        from convergenze.core import checks  # noqa: F401, PLC0415  (registers system checks once the apps are loaded)
