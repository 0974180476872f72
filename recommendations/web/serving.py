"""Stored files handed out: to be kept, never opened within this site, and by no cache on the way."""

from __future__ import annotations

import logging

from django.core.files.base import File
from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control

log = logging.getLogger(__name__)


def served(content: File[bytes], name: str, media_type: str) -> FileResponse:
    """The view has asked who may have it. A file that is missing from the store is 404, and named in the log."""
    try:
        opened = content.open("rb")
    except FileNotFoundError as missing:
        log.error("%s is missing from the store", content.name)
        raise Http404 from missing
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # The middleware keeps a policy that is there.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response
