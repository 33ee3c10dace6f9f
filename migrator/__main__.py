"""`python -m migrator` is the command."""

from __future__ import annotations

import signal


def main() -> None:
    """The command. Ctrl-C while its modules load ends it without a word, as nothing has begun; who
    started it with Ctrl-C ignored (`nohup`) is left so."""
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from migrator.cli import main as command

    if is_usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command()


if __name__ == "__main__":
    main()
