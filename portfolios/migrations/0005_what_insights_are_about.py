import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0004_governance_and_foresight"),
        ("portfolios", "0004_calls_in_full"),
    ]

    operations = [
        migrations.AlterField(
            model_name="insight",
            name="mission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="insights",
                to="missions.mission",
                verbose_name="mission",
            ),
        ),
    ]
