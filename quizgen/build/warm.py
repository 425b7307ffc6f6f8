"""What all workers need, loaded by the fork server before any of them starts: they share it instead of each loading it.

Importing the module does the loading; only the fork server does, by name.
"""

from __future__ import annotations

import gc
import signal
from contextlib import suppress

from quizgen.problem import QuizgenError

_NOTE = b"""# The Brenner Pass

## Deep dive

### The road

The Brenner Pass is a mountain pass that was crossed by 2,000 wagons in 1420. It links Innsbruck to Bolzano.
"""
"""A note that brings in the language model and every table that generation reads."""


def warm() -> None:
    """Load the English model, the dictionaries and the libraries of a build; a missing model is left to the workers.

    Nothing of what was loaded is looked at again by the garbage collector, so that its memory stays shared.
    """
    import quizgen.build.work
    import quizgen.export.sheet  # noqa: F401
    from quizgen.generate import generate
    from quizgen.read import read

    note = read(_NOTE, path="brenner.md").note
    if note is not None:
        with suppress(QuizgenError):
            generate(note)
    gc.collect()
    gc.freeze()


# Ctrl-C is the build's to handle; the fork server ignores it too, but only once it has started.
_handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
warm()
signal.signal(signal.SIGINT, _handler)
