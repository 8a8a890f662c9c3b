from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "convergenze.notes"

    def ready(self):
        from convergenze.notes import registrations  # noqa: F401  (once the apps are loaded)
