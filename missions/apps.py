from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "missions"

    def ready(self):
        from missions import registrations  # noqa: F401, PLC0415  (offers this app to the house once the apps are loaded)
