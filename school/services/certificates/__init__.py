"""Certificates: issued, corrected by another one, revoked; their documents and their templates."""

from school.services.certificates.changing import revoke, show_initials, supersede
from school.services.certificates.declarations import declare_presence
from school.services.certificates.documents import complete, delete_files, document_of, files_of
from school.services.certificates.issuing import issue, issue_all
from school.services.certificates.templates import write_template

__all__ = [
    "complete",
    "declare_presence",
    "delete_files",
    "document_of",
    "files_of",
    "issue",
    "issue_all",
    "revoke",
    "show_initials",
    "supersede",
    "write_template",
]
