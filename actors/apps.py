from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "actors"

    def ready(self):
        from actors import registrations  # noqa: F401, PLC0415  (offers this app to the house once the apps are loaded)
