"""A new key for the credentials of the School; the old ones stay published."""

from django.core.management.base import BaseCommand

from school.services.credentials import key_address, rotate_key


class Command(BaseCommand):
    help = "Sign new credentials with a new key. Old keys stay at their address, so that old credentials still verify."

    def handle(self, **options):
        key = rotate_key()
        self.stdout.write(f"{key.key_id}: {key_address(key.key_id)}")
