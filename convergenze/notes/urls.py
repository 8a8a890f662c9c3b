"""Pages of what people attach to records."""

from django.urls import path

from convergenze.notes.views import comments, evidence, tasks

app_name = "notes"

urlpatterns = [
    path("evidence/new/<slug:word>/<slug:slug>/", evidence.evidence_new, name="evidence_new"),
    path("evidence/<int:pk>/edit/", evidence.evidence_edit, name="evidence_edit"),
    path("evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path("comments/<str:kind>/<str:key>/", comments.comments, name="comments"),
    path("comment/<int:pk>/edit/", comments.comment_edit, name="comment_edit"),
    path("comment/<int:pk>/remove/", comments.comment_remove, name="comment_remove"),
    path("comment/<int:pk>/restore/", comments.comment_restore, name="comment_restore"),
    path("people/<str:kind>/<str:key>/", comments.people, name="people"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/done/", tasks.tasks_done, name="tasks_done"),
    path("tasks/new/<str:kind>/<str:key>/", tasks.task_new, name="task_new"),
    path("tasks/<int:pk>/", tasks.task_detail, name="task_detail"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="task_edit"),
    path("tasks/<int:pk>/later/", tasks.task_snooze, name="task_snooze"),
    path("tasks/<int:pk>/moves/<slug:name>/", tasks.task_move, name="task_move"),
]
