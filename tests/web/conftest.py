"""The pages are tested in the same small secretariat as the verbs."""

from tests.tracking.conftest import world

__all__ = ["world"]
