"""Follows of challenges became follows of anything, with their sentence and their day; and can go back."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from convergenze.notifications.models import Follow
from tests.factories.missions import ChallengeFactory
from tests.factories.notifications import FollowFactory

WHEN = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_follows_of_challenges_move_and_go_back():
    challenge = ChallengeFactory()
    follow = FollowFactory(subject=challenge, told="Confluita.", created_at=WHEN)
    try:
        call_command("migrate", "missions", "0004", verbosity=0)
        assert not Follow.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT challenge_id, user_id, told FROM missions_follow")
            assert cursor.fetchall() == [(challenge.pk, follow.user_id, "Confluita.")]
            cursor.execute("UPDATE missions_follow SET created_at = %s", [WHEN])
    finally:
        call_command("migrate", "missions", verbosity=0)
    moved = Follow.objects.get()
    assert (moved.subject, moved.user_id, moved.told, moved.created_at) == (
        challenge, follow.user_id, "Confluita.", WHEN,
    )  # fmt: skip
