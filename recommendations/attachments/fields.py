"""The field of a form that takes files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from recommendations.attachments.recognition import ACCEPTED
from recommendations.attachments.wording import judge


class FilesInput(forms.FileInput):
    """Any number of files at once."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"multiple": True, "accept": ACCEPTED})


class FilesField(forms.FileField):
    """Files that may be added, as a list; one that may not is refused with what to do about it."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": _("Files"), "help_text": _("PDF, Word, Excel, PowerPoint, OpenDocument, pictures, CSV, text.")}
            | kwargs
        )

    def clean(self, data: Any, _initial: Any = None) -> list[UploadedFile[Any]]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        try:
            judge(files)
        except ValueError as wrong:
            raise ValidationError([str(words) for words in wrong.args]) from wrong
        return files
