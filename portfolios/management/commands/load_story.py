"""``manage.py load_story FILE``: a story file as records."""

import json

from django.core.management.base import BaseCommand, CommandError

from convergenze.accounts.services import clock
from portfolios import services
from portfolios.analysis.story import StoryError


class Command(BaseCommand):
    """Loads a story; again, it brings the records to what the file says."""

    help = "Load a story file (format convergenze-story/1): territory, actors, challenge, mission, portfolio, actions."

    def add_arguments(self, parser):
        """FILE: a JSON file."""
        parser.add_argument("file")

    def handle(self, *args, file, **options):
        """Print what was made; say in one sentence what has to be mended."""
        try:
            with open(file, "rb") as opened:
                loaded = services.load_story(story=json.loads(opened.read()), by=clock())
        except StoryError as error:
            raise CommandError(str(error)) from None
        except (OSError, ValueError, RecursionError) as error:
            raise CommandError(f"{file} cannot be read as JSON: {error}") from None
        counts = ", ".join(f"{name} {count}" for name, count in loaded.counts.items())
        self.stdout.write(f"{loaded.mission.title} [{loaded.mission.slug}]: actions {counts}")
