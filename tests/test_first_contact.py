"""`migrator` alone: asks on a terminal, helps in a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from migrator.cli import first_contact, main

EXAMPLE = Path(__file__).parent.parent / "fixtures" / "example"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(first_contact, "is_asked", lambda: True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_in_a_pipe_it_is_the_help() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 64
    assert "Usage: " in result.output
    assert "Source" not in result.output


def test_a_source_is_looked_over_and_run_on_a_yes(terminal: Path) -> None:
    result = CliRunner().invoke(main, [], input=f"/no/such/folder\n'{EXAMPLE}'\ny\n")
    assert result.exit_code == 0, result.output
    assert "/no/such/folder: no such file or folder" in result.output
    assert "Joomla           1.5" in result.output
    assert f"migrator run {EXAMPLE} -o output/example" in result.output
    assert (terminal / "output" / "example" / "run.json").is_file()


def test_a_no_runs_nothing(terminal: Path) -> None:
    result = CliRunner().invoke(main, [], input=f"{EXAMPLE}\nn\n")
    assert result.exit_code == 0
    assert not (terminal / "output").exists()


def test_what_is_to_be_fetched_is_not_looked_over(terminal: Path) -> None:
    result = CliRunner().invoke(main, [], input="wayback:old.example\nn\n")
    assert "migrator run wayback:old.example -o output/old.example" in result.output
    assert "Looking it over" not in result.output
