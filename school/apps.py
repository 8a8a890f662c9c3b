from django.apps import AppConfig


class SchoolConfig(AppConfig):
    name = "school"

    def ready(self):
        from school import registrations  # noqa: F401, PLC0415  (offers this app to the house once the apps are loaded)
