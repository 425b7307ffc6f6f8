"""The time of a build: SOURCE_DATE_EPOCH where it is set, else the clock. Read in one place, passed on as a number."""

from __future__ import annotations

import os
import time

from quizgen.problem import Problem, QuizgenError


def clock_time() -> int:
    """Return what the clock says, in whole seconds since 1970."""
    return int(time.time())


def build_time() -> int:
    """Return SOURCE_DATE_EPOCH (see reproducible-builds.org) or what the clock says, in whole seconds since 1970.

    Raises QuizgenError (exit code 2) when the variable holds anything but a number from 0 to 2^33.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return clock_time()
    if not (text.isascii() and text.isdigit()) or int(text) > 1 << 33:
        hint = "set it to seconds since 1970, such as the output of `git log -1 --format=%ct`"
        problem = Problem(code="C012", text=f"SOURCE_DATE_EPOCH is {text!r}, which is no time", hint=hint)
        raise QuizgenError(problem, exit_code=2)
    return int(text)
