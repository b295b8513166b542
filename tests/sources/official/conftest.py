"""The provider on this computer, for every test of the official data."""

from tests.provider import provider, quick

__all__ = ["provider", "quick"]
