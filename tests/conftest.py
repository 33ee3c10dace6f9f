"""Laws are tried on the same examples in every run, so that a run that passed passes again."""

import pytest
from hypothesis import settings

from migrator.guard import programs

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run starts Hugo or Ruby for its proof: tests of that ask for them."""
    monkeypatch.setattr(programs, "find", lambda name: None)
