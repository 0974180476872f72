"""The words of a refusal, put beside the fields they belong to."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from recommendations.refusals import Refused


def mark(form: forms.Form, refused: Refused) -> None:
    """Put the words of a refusal into a bound form, once: judging the same data again has found most of them."""
    form.is_valid()
    for name, words in refused.fields.items():
        place = name if name in form.fields else NON_FIELD_ERRORS
        for word in words:
            if word not in form.errors.get(place, []):
                form.add_error(None if place == NON_FIELD_ERRORS else place, word)
    for reason in refused.reasons:
        form.add_error(None, reason)
