"""`python -m migrator` is the command."""

from __future__ import annotations

import signal


def main() -> None:
    """The command. Ctrl-C while its modules load, or while Python takes them down at the end, ends
    it without a word, as nothing has begun or all is done; who started it with Ctrl-C ignored
    (`nohup`) is left so."""
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not is_usual:
        from migrator.cli import main as command

        command()
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from migrator.cli import main as command

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    main()
