"""Rows about a record, in the API: ``about`` is its kind, ``subject`` its ``public_id`` or, of a part, its number."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from convergenze.core import about
from convergenze.core.later import Later


class AboutField(serializers.CharField):
    """The kind of the record."""

    def get_attribute(self, instance):
        return about.kind_of(instance.subject)


class SubjectField(serializers.CharField):
    """The key of the record."""

    def get_attribute(self, instance):
        return about.key_of(instance.subject)


class AboutSerializer(serializers.ModelSerializer):
    """``about`` and ``subject`` are set when the row is created and never change."""

    about = AboutField(help_text="Kind of record: missions.mission, portfolios.action…")
    subject = SubjectField(help_text="Public id of the record; the number of a part without one.")

    def validate(self, data):
        """Find the record among those that exist for whoever writes."""
        if self.instance:
            data.pop("about", None), data.pop("subject", None)
            return data
        subject = about.find(data.pop("about"), data.pop("subject"), self.context["request"].user)
        if subject is None:
            raise serializers.ValidationError({"subject": _("There is no such record, or it is not for you to see.")})
        return data | {"subject": subject}


class LaterSerializer(serializers.Serializer):
    """For how long something is put aside."""

    later = serializers.ChoiceField(choices=Later.choices)
