"""Evidence, comments and tasks as programs read and write them."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from convergenze.core.subject_fields import AboutSerializer
from convergenze.notes import queries, services, subjects
from convergenze.notes.models import Comment, Evidence, Task


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


class CommentSerializer(AboutSerializer):
    """A comment; people named as @Name Surname in its text are told. ``answers``: the comment it answers."""

    by = serializers.CharField(source="created_by", read_only=True)
    version = serializers.IntegerField(required=False)

    class Meta:
        model = Comment
        fields = ["id", "about", "subject", "text", "answers", "by", "created_at", "version"]
        read_only_fields = ["created_at"]
        extra_kwargs = {"answers": {"required": False}}

    def get_fields(self):
        """An answer goes to a comment that exists for whoever asks."""
        fields = super().get_fields()
        user = self.context["request"].user if "request" in self.context else None
        rows = Comment.objects.visible_to(user) if user else Comment.objects.none()
        fields["answers"] = serializers.PrimaryKeyRelatedField(queryset=rows, required=False, allow_null=True)
        return fields

    def create(self, validated_data):
        return services.add_comment(
            subject=validated_data["subject"],
            text=validated_data["text"],
            answers=validated_data.get("answers"),
            by=validated_data["by"],
        )

    def update(self, instance, validated_data):
        return services.change_comment(
            comment=instance,
            text=validated_data.get("text", instance.text),
            expected_version=validated_data.get("version"),
            by=validated_data["by"],
        )


class OwnerField(serializers.CharField):
    """Who does it: read as a name, written as the name of somebody who may see the record."""


class TaskSerializer(AboutSerializer):
    """Something to do about a record. The state changes by the moves."""

    owner = OwnerField(required=False, allow_null=True)
    overdue = serializers.BooleanField(source="is_overdue", read_only=True)
    version = serializers.IntegerField(required=False)

    class Meta:
        model = Task
        fields = [
            "id", "about", "subject", "title", "text", "owner", "due_on", "source", "condition", "status", "overdue",
            "snoozed_until", "created_at", "version",
        ]  # fmt: skip
        read_only_fields = ["source", "condition", "status", "snoozed_until", "created_at"]

    def validate(self, data):
        """Find the owner by name beside the record."""
        data = super().validate(data)
        if name := data.get("owner"):
            subject = self.instance.subject if self.instance else data["subject"]
            people = queries.people_called(subject, self.context["request"].user, name)
            if len(people) != 1:
                problem = _("Nobody called “%(name)s” may see this: check the spelling.") % {"name": name}
                raise serializers.ValidationError({"owner": problem})
            data["owner"] = people[0]
        return data

    def create(self, validated_data):
        by = validated_data.pop("by")
        validated_data.pop("version", None)
        return services.save_task(task=Task(**validated_data), by=by)

    def update(self, instance, validated_data):
        by, expected = validated_data.pop("by"), validated_data.pop("version", None)
        for name, value in validated_data.items():
            setattr(instance, name, value)
        return services.save_task(task=instance, by=by, expected_version=expected)


class MoveSerializer(serializers.Serializer):
    """The answers of a move."""

    reason = serializers.CharField(required=False, allow_blank=True)
