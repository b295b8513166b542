"""A disk that is full for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEVICE = Path("/dev/full")
needs_full_disk = pytest.mark.skipif(not DEVICE.exists(), reason="needs a disk that is always full")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let whole files that are written go to a device that is always full."""

    def write_bytes(path: Path, content: bytes) -> None:
        with DEVICE.open("wb", buffering=0) as device:
            device.write(content)

    def write_text(path: Path, text: str, **more: object) -> None:
        write_bytes(path, text.encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_bytes)
        patch.setattr(Path, "write_text", write_text)
        yield
