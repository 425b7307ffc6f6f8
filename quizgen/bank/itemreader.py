"""Reads one item of items.yaml, or says what is wrong with it and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from quizgen.bank.ids import ID, LENGTH
from quizgen.bank.model import NoteRef
from quizgen.item import (
    BLANK,
    Cloze,
    FreeRecall,
    Item,
    Kind,
    MultipleChoice,
    Picture,
    Question,
    ShortAnswer,
    Source,
    Status,
    TrueFalse,
)
from quizgen.yamltext import Node

Word = TypeVar("Word", Kind, Status)


class Refused(Exception):
    """An item that can't be read: a problem's `code`, `text`, `line` and `hint`."""

    def __init__(self, code: str, text: str, line: int, hint: str = "") -> None:
        super().__init__(text)
        self.code, self.text, self.line, self.hint = code, text, line, hint


_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}
_STATUSES: Mapping[str, Status] = {status.value: status for status in Status}
_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.SHORT_ANSWER: ("stem", "key"),
    Kind.CLOZE: ("stem", "key", "hint"),
    Kind.TRUE_FALSE: ("stem", "key"),
    Kind.MULTIPLE_CHOICE: ("stem", "key", "distractors"),
    Kind.FREE_RECALL: ("stem", "points"),
}
_QUESTION_KEYS = ("stem", "key", "hint", "distractors", "points")
ITEM_KEYS = frozenset(
    (
        *("id", "kind", "status", *_QUESTION_KEYS, "context", "section", "source", "remark", "code", "math"),
        *("pictures", "rule", "score", "mod", "stamp"),
        *("sentence", "why"),  # of a retired item, which somebody may have put back as it was
    )
)


def read_item(node: Node, *, note: NoteRef) -> Item:
    """Return the item that a member of `items` or `retired` holds; keys that no item has go to its `extra`.

    A missing status is `new`. Raises Refused for what can't be read: the first mistake of the item, with its line.
    """
    if not isinstance(node.value, dict):
        raise Refused("B010", "an item has lines such as `kind: short_answer` and `stem: …`", node.line)
    fields = node.value
    for name, child in fields.items():
        if len(name) > 100 or not name:
            raise Refused("B010", "this is no name for a key", child.line, "keep names under 100 characters")
    return Item(
        id=_id(fields),
        question=_question(node, fields, _choice(node, "kind", _KINDS)),
        status=_choice(node, "status", _STATUSES) if "status" in fields else Status.NEW,
        context=_text(fields, "context"),
        section=_text(fields, "section"),
        source=_source(fields, note),
        rule=_text(fields, "rule"),
        score=_score(fields),
        code=texts(fields.get("code"), "code"),
        math=texts(fields.get("math"), "math"),
        pictures=tuple(_picture(child) for child in _list(fields.get("pictures"), "pictures")),
        mod=_mod(fields),
        stamp=_text(fields, "stamp"),
        remark=_text(fields, "remark"),
        extra={name: child.plain() for name, child in fields.items() if name not in ITEM_KEYS},
    )


def texts(node: Node | None, name: str) -> tuple[str, ...]:
    """Return the members of a list of texts, none when `node` is missing; raises Refused for anything else."""
    found = []
    for child in _list(node, name):
        if not isinstance(child.value, str):
            raise Refused("B011", f"each member of {name!r} must be a text", child.line, "put it in quotes")
        found.append(child.value)
    return tuple(found)


def _list(node: Node | None, name: str) -> list[Node]:
    if node is None or node.value == "":
        return []
    if not isinstance(node.value, list):
        raise Refused("B011", f"{name!r} must be a list", node.line, "write one member a line, each after a dash")
    return node.value


def _text(fields: Mapping[str, Node], name: str) -> str:
    node = fields.get(name)
    if node is None:
        return ""
    if not isinstance(node.value, str):
        raise Refused("B011", f"{name!r} must be a text", node.line, "put it in quotes")
    return node.value


def _wanted(node: Node, fields: Mapping[str, Node], name: str) -> str:
    text = _text(fields, name)
    if not text.strip():
        line = fields[name].line if name in fields else node.line
        raise Refused("B012", f"this item has no {name}", line, f"write `{name}: …`, or remove the item")
    return text


def _choice(node: Node, name: str, words: Mapping[str, Word]) -> Word:
    child = node.get(name)
    word = child.text() if child else None
    if child is None or not word:
        raise Refused("B012", f"this item has no {name}", (child or node).line, f"write one of {', '.join(words)}")
    if word not in words:
        raise Refused("B013", f"there is no {name} {word!r}", child.line, f"write one of {', '.join(words)}")
    return words[word]


def _id(fields: Mapping[str, Node]) -> str:
    text = _text(fields, "id")
    if text and not ID.fullmatch(text):
        hint = "leave the line out of an item that you add: quizgen gives it an id"
        raise Refused(
            "B014", f"an id has {LENGTH} of the letters and digits that quizgen uses", fields["id"].line, hint
        )
    return text


def _question(node: Node, fields: Mapping[str, Node], kind: Kind) -> Question:
    for name in _QUESTION_KEYS:
        if name in fields and name not in _OF_KIND[kind]:
            hint = f"an item of this kind has {', '.join(_OF_KIND[kind])}"
            raise Refused("B015", f"{kind.value} has no {name}", fields[name].line, hint)
    stem = _wanted(node, fields, "stem")
    match kind:
        case Kind.SHORT_ANSWER:
            return ShortAnswer(stem=stem, key=_wanted(node, fields, "key"))
        case Kind.CLOZE:
            if BLANK not in stem:
                raise Refused("B016", f"the stem of a cloze needs a blank, {BLANK}", fields["stem"].line)
            return Cloze(stem=stem, key=_wanted(node, fields, "key"), hint=_text(fields, "hint"))
        case Kind.TRUE_FALSE:
            word = _wanted(node, fields, "key")
            if word not in ("true", "false"):
                raise Refused("B016", "the key of a statement is true or false", fields["key"].line)
            return TrueFalse(stem=stem, key=word == "true")
        case Kind.MULTIPLE_CHOICE:
            distractors = _some(node, fields, "distractors")
            return MultipleChoice(stem=stem, key=_wanted(node, fields, "key"), distractors=distractors)
        case Kind.FREE_RECALL:
            return FreeRecall(stem=stem, points=_some(node, fields, "points"))


def _some(node: Node, fields: Mapping[str, Node], name: str) -> tuple[str, ...]:
    found = texts(fields.get(name), name)
    if not found or not all(text.strip() for text in found):
        line = fields[name].line if name in fields else node.line
        raise Refused("B012", f"this item has no {name}, or an empty one", line, "write one a line, each after a dash")
    return found


def _source(fields: Mapping[str, Node], note: NoteRef) -> Source | None:
    node = fields.get("source")
    if node is None or node.value == "":
        return None
    if isinstance(node.value, str):
        return Source(path=note.path, text=node.value)
    if isinstance(node.value, dict) and set(node.value) == {"path", "text"}:
        return Source(path=_text(node.value, "path"), text=_text(node.value, "text"))
    raise Refused("B011", "'source' must be the sentence, or `path` and `text`", node.line)


def _picture(node: Node) -> Picture:
    if not isinstance(node.value, dict) or "path" not in node.value or set(node.value) - {"path", "alt", "hash"}:
        raise Refused("B011", "a picture has `path` and `alt`", node.line)
    return Picture(**{name: _text(node.value, name) for name in ("path", "alt", "hash")})


def _score(fields: Mapping[str, Node]) -> float | None:
    text = _text(fields, "score")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise Refused("B017", "a score is a number from 0 to 1", fields["score"].line, "remove the line")
    return number


def _mod(fields: Mapping[str, Node]) -> int:
    text = _text(fields, "mod")
    if text and not (text.isascii() and text.isdigit() and len(text) < 15):
        raise Refused("B017", "'mod' is a time in seconds since 1970", fields["mod"].line, "bring it back from git")
    return int(text or 0)
