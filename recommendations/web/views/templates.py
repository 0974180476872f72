"""The organisation's own Word templates: which there are, adding one, seeing what it makes, withdrawing it."""

from __future__ import annotations

import io

from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recommendations import permissions
from recommendations.models import DocumentTemplate, User
from recommendations.progress.documents import templates
from recommendations.progress.documents.formats import FORMATS
from recommendations.refusals import Refused
from recommendations.tracking.forms import WordsField
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.web.serving import served


class TemplateForm(forms.Form):
    """A template to add. Whether it can be used is judged when it is."""

    name = WordsField(label=gettext_lazy("Name"), max_length=100, widget=forms.TextInput({"dir": "auto"}))
    file = forms.FileField(
        label=gettext_lazy("Word document"),
        help_text=format_lazy(
            gettext_lazy("A .docx of at most {limit}, without macros."),
            limit=lazy(filesizeformat, str)(templates.LARGEST),
        ),
        widget=forms.FileInput({"accept": ".docx"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document_templates(request: HttpRequest) -> HttpResponse:
    by = _keeper(request)
    form = TemplateForm()
    if request.method == "POST":
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid() and _added(request, form, by):
            return redirect("recommendations:document_templates")
    context = {"form": form, "templates": DocumentTemplate.objects.select_related("added_by")}
    return render(request, "documents/templates.html", context, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, form: TemplateForm, by: User) -> bool:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        template = templates.add(form.cleaned_data["name"], file, by=by, at=timezone.now())
    except Refused as refused:
        mark(form, refused)
        return False
    messages.success(
        request, _("“%(name)s” can be chosen for reports now. Look at a sample.") % {"name": template.name}
    )
    return True


@require_safe
def template_sample(request: HttpRequest, pk: int) -> FileResponse:
    """A short report made with the template, to keep."""
    _keeper(request)
    template = get_object_or_404(DocumentTemplate, pk=pk)
    made = io.BytesIO()
    try:
        with template.content.open("rb") as content:
            templates.write_sample(io.BytesIO(content.read()), to=made, at=timezone.now())
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = f"{slugify(template.name, allow_unicode=True) or 'template'}-sample.docx"
    return served(ContentFile(made.getvalue()), name, FORMATS["docx"].content_type)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    by = _keeper(request)
    template = get_object_or_404(DocumentTemplate, pk=pk)
    if request.method != "POST":
        return render(request, "documents/template_withdraw.html", {"template": template})
    name = template.name
    templates.withdraw(template, by=by)
    messages.success(request, _("“%(name)s” is withdrawn.") % {"name": name})
    return redirect("recommendations:document_templates")


def _keeper(request: HttpRequest) -> User:
    """Everybody else is told there is no such page."""
    by = signed_in(request)
    if not permissions.may_keep_templates(by.standing()):
        raise Http404
    return by
