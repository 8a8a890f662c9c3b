"""The API asks the same permissions as the pages, by the same names."""

from django.utils.translation import gettext_lazy as _
from rest_framework import permissions, serializers
from rest_framework.exceptions import NotAuthenticated

VERBS = {"POST": "add", "PUT": "change", "PATCH": "change", "DELETE": "delete"}


def permission_name(model, method):
    """ "missions.change_mission" for (Mission, "PATCH"); None for reading, which ``visible_to`` decides."""
    verb = VERBS.get(method)
    return verb and f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


class RulesPermission(permissions.BasePermission):
    """The same permission names as the pages. A token must also carry the scope ``read`` or ``write``."""

    def has_permission(self, request, view):
        """Adding is asked of the model; changing and deleting of the object. Custom actions ask for themselves."""
        if request.method in permissions.SAFE_METHODS:
            return _has_scope(request, "read")
        if not request.user.is_authenticated:
            raise NotAuthenticated
        if not _has_scope(request, "write"):
            return False
        if getattr(view, "action", None) == "create":
            return request.user.has_perm(permission_name(view.model, request.method))
        return True

    def has_object_permission(self, request, view, obj):
        """Reading was decided by the queryset; standard writes by the rule of the model."""
        if getattr(view, "action", None) not in {"update", "partial_update", "destroy"}:
            return True
        return request.user.has_perm(permission_name(view.model, request.method), obj)


def _has_scope(request, scope):
    return request.auth is None or request.auth.allows(scope)


class PublicIdField(serializers.SlugRelatedField):
    """A link to a record by its ``public_id``; what does not exist for whoever writes cannot be linked."""

    default_error_messages = {"does_not_exist": _("There is no such record, or it is not for you to see: {value}.")}

    def __init__(self, **kwargs):
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self):
        """The rows that exist for whoever asks."""
        return _seen(self, super().get_queryset())


class SeenPkField(serializers.PrimaryKeyRelatedField):
    """A link to a row by its id; a row that is hidden answers as one that was never there."""

    def get_queryset(self):
        """The rows that exist for whoever asks."""
        return _seen(self, super().get_queryset())


def _seen(field, rows):
    request = field.context.get("request")
    return rows.visible_to(request.user) if request else rows
