"""Passwords: choosing the first by an invitation, changing one's own, asking for a new one when it is forgotten."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.models import User
from recommendations.people import log, passwords, tokens
from recommendations.web.confirming import confirm
from recommendations.web.forms import attempt_of, in_words
from recommendations.web.requests import signed_in


class AskForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}),
    )


class Link(PasswordResetConfirmView):
    """The page behind the link of a mail. Django keeps the token in the visit, out of the address and of every log."""

    template_name = "account/set_password.html"
    success_url = reverse_lazy("login")
    is_invitation = False

    def get_user(self, uidb64: str) -> User | None:
        person = super().get_user(uidb64)
        return person if person is not None and person.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        response, person = super().form_valid(form), form.user
        passwords.note_set(person, attempt_of(self.request, "log-in", person.email), at=timezone.now())
        messages.success(self.request, _("Your password is set. Log in with it now."))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"is_invitation": self.is_invitation}


_only = require_http_methods(["GET", "HEAD", "POST"])
invitation = _only(Link.as_view(token_generator=tokens.INVITATION, is_invitation=True))
password_reset = _only(Link.as_view(token_generator=tokens.RESET))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Answers the same whether the address is somebody's or nobody's."""
    form = AskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/forgotten.html", {"form": form}, status=422 if form.errors else 200)
    email = form.cleaned_data["email"]
    wait = passwords.ask(email, attempt_of(request, "reset", email), at=timezone.now())
    if wait:
        form.add_error(None, _("A link was asked for several times. Wait %(wait)s.") % {"wait": in_words(wait)})
        return render(request, "account/forgotten.html", {"form": form}, status=429)
    return redirect("recommendations:password_asked")


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_asked.html")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """One's own password. Every other visit ends with it; this one goes on."""
    person = signed_in(request)
    form = PasswordChangeForm(person, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/password.html", {"form": form}, status=422 if form.errors else 200)
    form.save()
    update_session_auth_hash(request, person)
    confirm(request, at=timezone.now())
    log.record("password_set", by=person, at=timezone.now(), person=person)
    messages.success(request, _("Your password is changed. Everywhere else you were logged in, you are logged out."))
    return redirect("recommendations:profile")
