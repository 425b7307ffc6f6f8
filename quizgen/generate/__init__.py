"""The generate room: a note becomes candidate items, each sentence with its reasons.

The pipeline is sentences -> parse -> clauses -> references -> families -> gates -> rank -> choose, one module each.
"""

from __future__ import annotations

from quizgen.generate.pipeline import Featured, Options, featured, generate

__all__ = ["Featured", "Options", "featured", "generate"]
