"""Follows and notifications as programs read and write them."""

from rest_framework import serializers

from convergenze.core.subject_fields import AboutSerializer, LaterSerializer
from convergenze.history import services as history
from convergenze.notifications import services
from convergenze.notifications.choices import Frequency, Reason
from convergenze.notifications.models import Follow, Notification, Watch


class FollowSerializer(AboutSerializer):
    """Something I follow."""

    class Meta:
        model = Follow
        fields = ["id", "about", "subject", "told", "created_at"]
        read_only_fields = ["told", "created_at"]

    def create(self, validated_data):
        return services.follow(subject=validated_data["subject"], by=validated_data["by"])


class WatchSerializer(serializers.ModelSerializer):
    """A list I follow."""

    class Meta:
        model = Watch
        fields = ["id", "kind", "query", "name", "created_at"]
        read_only_fields = ["created_at"]

    def create(self, validated_data):
        return services.watch(query=validated_data.pop("query", ""), **validated_data)


class NotificationSerializer(AboutSerializer):
    """One fact I am told, about the record it is grouped under."""

    title = serializers.CharField(source="subject", read_only=True)
    verb = serializers.CharField(source="entry.verb", read_only=True)
    what = serializers.SerializerMethodField()
    by = serializers.CharField(source="entry.by", read_only=True, allow_null=True)
    at = serializers.DateTimeField(source="entry.at", read_only=True)

    class Meta:
        model = Notification
        fields = ["id", "about", "subject", "title", "verb", "what", "by", "at", "reason", "read_at"]

    def get_what(self, notification) -> str:
        """What happened, in words."""
        return history.verb_label(notification.entry)


class ReadSerializer(serializers.Serializer):
    """What was read: the record, or everything when nothing is said."""

    about = serializers.CharField(required=False)
    subject = serializers.CharField(required=False)


class SnoozeSerializer(LaterSerializer):
    """Which record, and for how long."""

    about = serializers.CharField()
    subject = serializers.CharField()


class PreferencesSerializer(serializers.Serializer):
    """How often mail tells me what, by reason; what is left out stays as it is."""

    def get_fields(self):
        """One field per reason."""
        return {
            reason.value: serializers.ChoiceField(choices=Frequency.choices, required=False, label=reason.label)
            for reason in Reason
        }
