"""The field of a form that takes files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from recommendations.attachments.recognition import ACCEPTED
from recommendations.attachments.wording import judge
from recommendations.models import UnsentFile


class FilesInput(forms.FileInput):
    """Any number of files at once, and those of `kept` that are ticked."""

    allow_multiple_selected = True
    kept: Iterable[UnsentFile] = ()

    def __init__(self) -> None:
        super().__init__({"multiple": True, "accept": ACCEPTED})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        sent = super().value_from_datadict(data, files, name) or []
        ticked = data.getlist(f"{name}_kept") if hasattr(data, "getlist") else ()
        again = [kept.as_upload() for kept in self.kept if str(kept.pk) in ticked] if ticked else []
        return [*(sent if isinstance(sent, list | tuple) else [sent]), *again]


class FilesField(forms.FileField):
    """Files that may be added, as a list; one that may not is refused with what to do about it.

    `kept` are those that came with the form before, when it was refused: they need not be chosen again.
    """

    widget = FilesInput

    @property
    def kept(self) -> Iterable[UnsentFile]:
        return self.widget.kept if isinstance(self.widget, FilesInput) else ()

    @kept.setter
    def kept(self, files: Iterable[UnsentFile]) -> None:
        if isinstance(self.widget, FilesInput):
            self.widget.kept = files

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
