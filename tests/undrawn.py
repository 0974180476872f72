"""Pages that are answered without being drawn: for tests that look at what was done, and not at the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def undrawn() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.backends.django.Template.render", lambda *_given, **_context: "")
        yield
