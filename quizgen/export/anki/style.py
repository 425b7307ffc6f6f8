"""What a project may change of a card's looks: the values of a closed set of CSS variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.problem import Problem, QuizgenError, Span
from quizgen.yamltext import Node

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONTS = re.compile(r"[A-Za-z0-9 ,'\"-]{1,200}")
_SIZE = re.compile(r"(?:1[2-9]|[2-5][0-9])(?:px)?")
_VALUES = {
    "serif": (_FONTS, "a list of fonts, such as Charter, Georgia, serif"),
    "sans": (_FONTS, "a list of fonts, such as Inter, sans-serif"),
    "size": (_SIZE, "pixels, from 12 to 59"),
}
_COLOURS = ("page", "ink", "muted", "edge", "accent", "mark", "underline", "right", "right-tint", "wrong")
VARIABLES = (*_COLOURS, *(f"{name}-night" for name in _COLOURS), "serif", "sans", "size")
"""Every name that `style:` in quizgen.yaml knows: colours for light and night mode, two font lists, the stem's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """CSS variables that a project sets, as (name, value) pairs in the order of `VARIABLES`."""

    variables: tuple[tuple[str, str], ...] = ()

    def css(self) -> str:
        """Return the rules that set the variables, empty when there are none."""
        day = [f"--qg-{name}: {value};" for name, value in self.variables if not name.endswith("-night")]
        night = [
            f"--qg-{name.removesuffix('-night')}: {value};" for name, value in self.variables if name.endswith("-night")
        ]
        rules = [f".card {{ {' '.join(day)} }}"] if day else []
        if night:
            rules.append(f".card.nightMode, .card.night_mode {{ {' '.join(night)} }}")
        return "\n".join(rules)


def parse_style(options: Mapping[str, Node], *, path: str) -> Style:
    """Return the style that the `style:` part of quizgen.yaml describes.

    Raises QuizgenError (exit code 2) with every name that doesn't exist and every value that isn't a colour such as
    `#1F4480`, a list of fonts, or a size of 12 to 59 pixels.
    """
    problems, found = [], {}
    for name, node in options.items():
        value = (node.text() or "").strip()
        span = Span(path=path, line=node.line)
        if name not in VARIABLES:
            hint = f"known: {', '.join(VARIABLES)}"
            problems.append(Problem(code="A011", text=f"style has no {name!r}", hint=hint, span=span))
            continue
        pattern, wanted = _VALUES.get(name, (_COLOUR, "a colour in quotes, such as '#1F4480'"))
        if not pattern.fullmatch(value):
            problems.append(Problem(code="A012", text=f"{value!r} can't be {name}", hint=f"write {wanted}", span=span))
        else:
            found[name] = f"{value.removesuffix('px')}px" if name == "size" else value
    if problems:
        raise QuizgenError(*problems, exit_code=2)
    return Style(variables=tuple((name, found[name]) for name in VARIABLES if name in found))
