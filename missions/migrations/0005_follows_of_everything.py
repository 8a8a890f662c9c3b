"""Challenges are followed as everything else is: their follows move to ``notifications``."""

from django.db import migrations


def move(apps, schema_editor):
    kinds = apps.get_model("contenttypes", "ContentType")
    old = apps.get_model("missions", "Follow").objects.all()
    if not old.exists():
        return
    kind, _created = kinds.objects.get_or_create(app_label="missions", model="challenge")
    follow = apps.get_model("notifications", "Follow")
    follow.objects.bulk_create(
        [
            follow(
                subject_type=kind, subject_id=row.challenge_id, user_id=row.user_id, told=row.told,
                created_at=row.created_at,
            )
            for row in old.order_by("pk").iterator()
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


def move_back(apps, schema_editor):
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="missions", model="challenge").first()
    old = apps.get_model("missions", "Follow")
    known = set(apps.get_model("missions", "Challenge").objects.values_list("pk", flat=True))
    for row in apps.get_model("notifications", "Follow").objects.filter(subject_type=kind, subject_id__in=known):
        old.objects.create(challenge_id=row.subject_id, user_id=row.user_id, told=row.told)
        row.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('missions', '0004_governance_and_foresight'),
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(move, move_back),
        migrations.DeleteModel(name='Follow'),
    ]
