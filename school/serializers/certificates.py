"""Certificates as the API speaks them: for who may know them, and for who verifies one."""

from rest_framework import serializers

from convergenze.core.models import Language
from school.choices.certificates import CertificateKind, RevocationReason
from school.models import Certificate
from school.queries.certificate_facts import hashes_of
from school.queries.certificate_sheet import verification_url


class CertificateSerializer(serializers.ModelSerializer):
    """A certificate with what it states; ``facts`` are those frozen when it was issued."""

    edition = serializers.UUIDField(source="enrolment.edition.public_id")
    enrolment = serializers.UUIDField(source="enrolment.public_id")
    verify = serializers.SerializerMethodField()
    sha256 = serializers.SerializerMethodField()
    supersedes = serializers.SlugRelatedField(slug_field="serial", read_only=True)
    facts = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields = [
            "serial", "code", "kind", "language", "state", "state_changed_at", "reason_class", "issued_at", "edition",
            "enrolment", "supersedes", "sha256", "verify", "facts",
        ]  # fmt: skip
        read_only_fields = fields

    def get_verify(self, certificate) -> str:
        """Where anybody verifies it."""
        return verification_url(certificate.code)

    def get_sha256(self, certificate) -> dict[str, str]:
        """{language: hash} of its documents."""
        return hashes_of(certificate)

    def get_facts(self, certificate) -> dict:
        """What it states."""
        return {name: value for name, value in certificate.context.items() if name != "translation"}


class IssueSerializer(serializers.Serializer):
    """Whom to certify."""

    enrolment = serializers.UUIDField()
    language = serializers.ChoiceField(choices=Language.choices, default=Language.ITALIAN)


class CorrectionSerializer(serializers.Serializer):
    """What the new certificate says otherwise."""

    reason = serializers.CharField(max_length=300)
    name = serializers.CharField(max_length=150, required=False)
    body = serializers.CharField(max_length=250, required=False)
    job_title = serializers.CharField(max_length=150, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)


class RevocationSerializer(serializers.Serializer):
    """Why it no longer holds: the class is public, the reason is not."""

    reason_class = serializers.ChoiceField(choices=RevocationReason.choices)
    reason = serializers.CharField(max_length=300)


class VerificationSerializer(serializers.Serializer):
    """What anybody learns by a code; empty where it is not shown."""

    state = serializers.CharField()
    code = serializers.CharField()
    serial = serializers.CharField()
    kind = serializers.ChoiceField(choices=CertificateKind.choices)
    issued_on = serializers.DateField()
    issuer = serializers.CharField()
    course = serializers.CharField()
    edition = serializers.CharField()
    edition_code = serializers.CharField()
    name = serializers.CharField()
    is_initials = serializers.BooleanField()
    hours = serializers.CharField()
    period = serializers.CharField()
    hashes = serializers.DictField(child=serializers.CharField())
    changed_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    newer = serializers.CharField()
