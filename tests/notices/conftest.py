from tests.tracking.conftest import world

__all__ = ["world"]
