"""Pages of the School."""

from school.views import attendance, catalogue, certificates, enrolment, labs, learning

app_name = "school"

urlpatterns = [
    *attendance.site,
    *catalogue.site,
    *certificates.site,
    *enrolment.site,
    *labs.site,
    *learning.site,
]
