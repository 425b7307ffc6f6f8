"""Reads items.yaml: the bank it holds, or every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from quizgen.bank.comments import Comments, candidates, comments_of
from quizgen.bank.dumper import BY_HAND, REFUSED, SCHEMA, refusal_of
from quizgen.bank.ids import ID
from quizgen.bank.itemreader import Refused, read_item, texts
from quizgen.bank.model import Bank, NoteRef, Retired, SentenceRecord
from quizgen.bank.order import places_in
from quizgen.item import Item, Kind
from quizgen.problem import Problem, Severity, Span
from quizgen.yamltext import Node, Outline
from quizgen.yamltext import load as load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a bank's file holds: the bank (none when something is wrong), the problems, and where the items stand.

    `lines` are the lines of `bank.items`, in the same order; `line_of` finds an item by its id, 0 for a stranger.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    lines: tuple[int, ...] = ()

    def line_of(self, ident: str) -> int:
        """Return the line on which the item with this id begins, 0 when there is none."""
        items = self.bank.items if self.bank else ()
        return next((line for item, line in zip(items, self.lines, strict=True) if item.id == ident), 0)


def load(text: str, *, path: str) -> tuple[Bank | None, tuple[Problem, ...]]:
    """Return the bank that the text of an items.yaml holds, and the problems found in it.

    Where a problem is an error there is no bank: a file that is only half understood must not be written back.
    """
    loaded = load_with_lines(text, path=path)
    return loaded.bank, loaded.problems


def load_with_lines(text: str, *, path: str) -> Loaded:
    """Return the same as `load`, with the line of each item."""
    reader = _Reader(path)
    if marks := [match.start() for match in _CONFLICT.finditer(text)]:
        line = text.count("\n", 0, marks[0]) + 1
        hint = "keep the lines you want of the two versions, and take the marks out; then build"
        reader.report(
            "B009",
            f"git left {'a merge conflict' if len(marks) == 1 else f'{len(marks)} merge conflicts'} here",
            line,
            hint,
        )
        return Loaded(bank=None, problems=tuple(reader.problems))
    text = _joined(text)
    noted = candidates(text)
    outline = Outline() if noted else None
    tree, found = load_yaml(text, path=path, outline=outline)
    if found:
        return Loaded(bank=None, problems=found)
    bank: Bank | None = None
    lines: tuple[int, ...] = ()
    if tree is not None:
        bank, lines = reader.bank(tree)
    else:
        reader.report("B001", "this item bank is empty", 1, "bring it back from git, or delete the file to start anew")
    if any(problem.severity is Severity.ERROR for problem in reader.problems):
        return Loaded(bank=None, problems=tuple(sorted(reader.problems, key=_line)))
    if bank is not None:
        known = [*(item.id for item in bank.items), *(each.item.id for each in bank.retired)]
        known += [ident for record in bank.sentences for ident in record.ids]
        bank = bank if outline is None else _commented(bank, comments_of(text, noted, outline))
        retired = tuple(sorted(bank.retired, key=lambda each: each.item.id))
        bank = replace(bank, retired=retired, places=places_in(text, known))
    return Loaded(bank=bank, problems=tuple(reader.problems), lines=lines)


def _commented(bank: Bank, comments: Comments) -> Bank:
    of = comments.items
    items = (replace(item, comments=of.get(("items", n), ())) for n, item in enumerate(bank.items))
    retired = (
        replace(each, item=replace(each.item, comments=of.get(("retired", n), ())))
        for n, each in enumerate(bank.retired)
    )
    return replace(bank, items=tuple(items), retired=tuple(retired), comments=comments.bank)


def _joined(text: str) -> str:
    """Return the text with one head of `retired` where git merged two branches that each wrote the first of them.

    Nothing but members of lists may stand between the two; any other key that stands twice is an error.
    """
    first, *others = _RETIRED.split(text)
    between = others[:-1]
    if not between or any(_TOP_LEVEL.search(part) for part in between):
        return text
    return f"{first}\nretired:\n" + "\n#\n".join(others)


def _line(problem: Problem) -> int:
    return problem.span.line if problem.span else 0


_BANK_KEYS = ("schema", "generator", "note", "items", "retired", "sentences", "text")
_NOTE_KEYS = ("title", "path", "slug", "deck", "tag", "breadcrumb", "language", "date", "link", "ident", "stamp")
_RETIRED = re.compile(r"\nretired:\n")
_TOP_LEVEL = re.compile(r"^\w", re.MULTILINE)
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_WORD = re.compile(r"(\S+) (gave|skipped)(?: (.*))?", re.DOTALL)
_BETWEEN = re.compile(r", | and ")
_ENTRY = re.compile(rf"(?:({'|'.join(REFUSED)}) )?(?:(\S+) )?({ID.pattern})")


class _Reader:
    """Turns nodes into records and collects what is wrong."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def report(self, code: str, text: str, line: int, hint: str = "") -> None:
        self.problems.append(Problem(code=code, text=text, hint=hint, span=Span(path=self.path, line=line)))

    def bank(self, tree: Node) -> tuple[Bank | None, tuple[int, ...]]:
        if not isinstance(tree.value, dict):
            self.report("B002", "an item bank starts with lines such as `schema: 1`", tree.line, "see docs/bank.md")
            return None, ()
        if not self._schema(tree):
            return None, ()
        for name, node in tree.entries():
            if name not in _BANK_KEYS:
                self.report("B003", f"there is no part {name!r} in an item bank", node.line, _near(name, _BANK_KEYS))
        note = self._note(tree)
        nodes = self._members(tree, "items")
        items = tuple(item for node in nodes if (item := self._item(node, note)) is not None)
        retired = tuple(gone for node in self._members(tree, "retired") if (gone := self._retired(node, note)))
        self._unique(nodes)
        self._unique(self._members(tree, "retired"))
        self._end(tree, note, nodes)
        bank = Bank(
            note=note,
            items=items,
            retired=retired,
            sentences=tuple(each for node in self._members(tree, "sentences") if (each := self._sentence(node))),
            text=" ".join(self._texts(tree.get("text"))),
            generator=self._text(tree.get("generator"), "generator"),
        )
        return bank, tuple(node.line for node in nodes)

    def _schema(self, tree: Node) -> bool:
        node = tree.get("schema")
        if node is None:
            self.report("B004", "the line `schema: 1` is missing", tree.line, "is this really an item bank?")
        elif node.value != str(SCHEMA):
            hint = "use the quizgen that wrote it, or a newer one"
            self.report("B004", f"this quizgen reads schema {SCHEMA} only", node.line, hint)
        else:
            return True
        return False

    def _end(self, tree: Node, note: NoteRef, items: list[Node]) -> None:
        """Report a file that was cut off: whatever was built has sentences, and below its items what was retired."""
        missing = {name for name in ("items", "sentences", "retired") if tree.get(name) is None}
        early = "sentences" in missing or (items and "retired" in missing)
        if (note.stamp and early) or (len(missing) == 3 and not self.problems):
            text, hint = "this item bank ends early: its last parts were cut off", "bring it back from git"
            self.report("B018", text, (items[-1] if items else tree).line, hint)

    def _note(self, tree: Node) -> NoteRef:
        node = tree.get("note")
        values: dict[str, str] = {}
        if node is None or not isinstance(node.value, dict):
            self.report(
                "B005", "the part `note` is missing", (node or tree).line, "it names title, path, slug and deck"
            )
        else:
            for name, child in node.entries():
                if name in _NOTE_KEYS:
                    values[name] = self._text(child, name)
                else:
                    self.report("B003", f"a note has no {name!r}", child.line, _near(name, _NOTE_KEYS))
            for name in ("path", "slug", "deck"):
                if not values.get(name, "").strip() and (child := node.get(name) or node):
                    self.report("B005", f"the note's {name} is missing", child.line, "quizgen writes it: see git")
        return NoteRef(**({"title": "", "path": "", "slug": "", "deck": ""} | values))

    def _item(self, node: Node, note: NoteRef) -> Item | None:
        try:
            return read_item(node, note=note)
        except Refused as refused:
            self.report(refused.code, refused.text, refused.line, refused.hint)
            return None

    def _retired(self, node: Node, note: NoteRef) -> Retired | None:
        item = self._item(node, note)
        if item is None:
            return None
        if not item.id:
            self.report("B006", "a retired item needs its id", node.line, "bring it back from git")
        sentence, why = (self._text(node.get(name), name) for name in ("sentence", "why"))
        return Retired(item=item, sentence=sentence, why=why)

    def _sentence(self, node: Node) -> SentenceRecord | None:
        match = _WORD.fullmatch(node.text() or "")
        if match is None:
            self.report("B007", "a sentence's line reads `HASH gave KIND ID` or `HASH skipped WHY`", node.line)
            return None
        name, verb, rest = match[1], match[2], match[3] or ""
        mark = "" if name == BY_HAND else name
        if verb == "skipped":
            return SentenceRecord(hash=mark, reason=rest)
        entries = [_ENTRY.fullmatch(entry) for entry in _BETWEEN.split(rest)]
        found = [entry for entry in entries if entry is not None]
        gave = [entry for entry in found if not entry[1]]
        if len(found) < len(entries) or any(entry[2] and entry[2] not in _KINDS for entry in found):
            self.report("B007", "a sentence's line reads `HASH gave KIND ID and KIND ID`", node.line)
            return None
        kinds = tuple(Kind(entry[2]) for entry in gave if entry[2])
        if len(kinds) not in (0, len(gave)):
            self.report("B007", "either all of a sentence's ids have a kind, or none", node.line)
            return None
        reason = "" if gave else refusal_of(entry[1] for entry in found)
        return SentenceRecord(hash=mark, ids=tuple(entry[3] for entry in gave), kinds=kinds, reason=reason)

    def _unique(self, nodes: list[Node]) -> None:
        seen: dict[str, int] = {}
        for node in nodes:
            ident = node.get("id")
            if ident is None or not isinstance(ident.value, str):
                continue
            if ident.value in seen:
                hint = f"it stands in line {seen[ident.value]} too; take the id's line out of a copy"
                self.report("B008", f"the id {ident.value} stands here twice", ident.line, hint)
            seen.setdefault(ident.value, ident.line)

    def _members(self, tree: Node, name: str) -> list[Node]:
        node = tree.get(name)
        if node is None or node.value == "":
            return []
        if not isinstance(node.value, list):
            self.report("B002", f"{name!r} must be a list", node.line, "start each member with a dash")
            return []
        return node.value

    def _text(self, node: Node | None, name: str) -> str:
        if node is None:
            return ""
        text = node.text()
        if text is None:
            self.report("B002", f"{name!r} must be a text", node.line, "write it on the same line")
        return text or ""

    def _texts(self, node: Node | None) -> tuple[str, ...]:
        try:
            return texts(node, "text")
        except Refused as refused:
            self.report(refused.code, refused.text, refused.line, refused.hint)
            return ()


_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}


def _near(name: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"the parts are {', '.join(known)}"
