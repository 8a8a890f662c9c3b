from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "convergenze.home"

    def ready(self):
        from convergenze.home import registrations  # noqa: F401, PLC0415  (links of the footer)
