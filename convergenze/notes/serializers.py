"""Evidence as programs read and write it."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from convergenze.notes import services, subjects
from convergenze.notes.models import Evidence


class AboutField(serializers.CharField):
    """The word for the kind of record."""

    def get_attribute(self, instance):
        return subjects.word_of(instance.subject)


class SubjectField(serializers.UUIDField):
    """The public id of the record."""

    def get_attribute(self, instance):
        return instance.subject.public_id


class EvidenceSerializer(serializers.ModelSerializer):
    """``about`` and ``subject`` say which record it is about; they are set when created and never change."""

    about = AboutField(help_text="Kind of record: challenges, missions…")
    subject = SubjectField(help_text="Public id of the record.")
    version = serializers.IntegerField(required=False)

    class Meta:
        model = Evidence
        fields = [
            "id", "about", "subject", "claim", "contradicts", "kind", "strength", "applies_here", "source", "url",
            "dated_on", "licence", "version",
        ]  # fmt: skip

    def validate(self, data):
        """Find the record among those that exist for whoever writes."""
        if self.instance:
            data.pop("about", None), data.pop("subject", None)
            return data
        word, public_id = data.pop("about"), data.pop("subject")
        model = subjects.model_of(word)
        if model is None:
            raise serializers.ValidationError(
                {"about": _("Choose among: %(known)s.") % {"known": ", ".join(subjects.words())}}
            )
        subject = model.objects.visible_to(self.context["request"].user).filter(public_id=public_id).first()
        if subject is None:
            raise serializers.ValidationError({"subject": _("There is no such record, or it is not for you to see.")})
        return data | {"subject": subject}

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.save_evidence(evidence=Evidence(**validated_data), by=by)

    def update(self, instance, validated_data):
        by, expected = validated_data.pop("by"), validated_data.pop("version", None)
        for name, value in validated_data.items():
            setattr(instance, name, value)
        return services.save_evidence(evidence=instance, by=by, expected_version=expected)
