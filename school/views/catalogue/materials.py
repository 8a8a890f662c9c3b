"""Opening a material: whoever may not is told how they could."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from school.models import Material


@never_cache
def material_open(request, public_id):
    """To the address, or the file as an attachment that no browser opens as a page of ours; asked at each opening."""
    rows = Material.objects.visible_to(request.user).select_related("edition", "session")
    material = get_object_or_404(rows, public_id=public_id)
    if not request.user.has_perm("school.view_material", material):
        raise PermissionDenied
    if not material.file:
        return redirect(material.url)
    answer = FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
