"""Items read back from a package: the words that an item had, when its lines in the bank were deleted."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from quizgen.bank.model import NoteRef
from quizgen.export.anki.content import Content, PackagedNote
from quizgen.export.anki.database import guid
from quizgen.export.anki.fields import FieldMaker
from quizgen.export.anki.notetypes import CHOICE, CLOZE, NOTETYPES, QUESTION
from quizgen.export.anki.tags import tag_part
from quizgen.export.anki.unfit import Unfit
from quizgen.export.anki.words import words_of
from quizgen.export.media import media_name
from quizgen.item import BLANK, Cloze, Item, MultipleChoice, Picture, Question, ShortAnswer, Source, TrueFalse

_TYPES = {notetype.model_id: notetype for notetype in NOTETYPES}
_SET = re.compile(r"<code>(?P<code>.*?)</code>|\\\((?P<math>.*?)\\\)|\\\[(?P<display>.*?)\\\]", re.DOTALL)
_HOLE = re.compile(r"\s?\{\{c1::(?P<key>.*?)(?:::(?P<hint>.*?))?\}\}\s?", re.DOTALL)
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
_TAG = re.compile(r"</?(?:span|mark|ul)>")
_SECTION = "quizgen::section::"
_FREE = frozenset(("Breadcrumb", "Extra", "Link", "Language"))
"""Fields that come from the note, or need not be word for word what they were."""


def former_items(
    content: Content, note: NoteRef, ids: Collection[str], *, pictures: Mapping[str, bytes] | None = None
) -> dict[str, Item]:
    """Return the items with these ids as a package's cards tell them, by id; those that can't be told for certain lack.

    An item is certain when it makes the very fields that it was read from. `note` is the note as the package knew it,
    `pictures` the bytes of pictures by path in the project: others can't be known by their names in the package.
    """
    wanted = {guid(ident): ident for ident in ids}
    names = {media_name(path, data): f"/{path}" for path, data in (pictures or {}).items()}
    found = {}
    for each in content.notes:
        item = _item(each, wanted[each.guid], note, names) if each.guid in wanted else None
        if item is not None:
            found[item.id] = item
    return found


def _item(packaged: PackagedNote, ident: str, note: NoteRef, names: Mapping[str, str]) -> Item | None:
    notetype = _TYPES.get(packaged.model_id)
    if notetype is None or len(packaged.fields) != len(notetype.fields):
        return None
    fields = dict(zip(notetype.fields, packaged.fields, strict=True))
    question = _question(packaged.model_id, fields, note.language)
    if question is None:
        return None
    shown = [_filled(text) for name, text in fields.items() if name not in _FREE]
    pictures = _IMAGE.findall(fields["Extra"])
    source = plain_text(fields["Source"])
    item = Item(
        id=ident,
        question=question,
        context=plain_text(fields["Context"]),
        section=_section(packaged, fields),
        source=Source(path=note.path, text=source) if source else None,
        code=tuple(dict.fromkeys(text for field in shown for text in _stretches(field, "code"))),
        math=tuple(dict.fromkeys(text for field in shown for text in _stretches(field, "math", "display"))),
        pictures=tuple(Picture(path=names[name], alt=html.unescape(alt)) for name, alt in pictures if name in names),
        mod=packaged.mod,
    )
    return item if _same(item, note, fields) else None


def _question(model_id: int, fields: Mapping[str, str], language: str) -> Question | None:
    stem = fields["Stem"]
    if model_id == CLOZE.model_id:
        holes = list(_HOLE.finditer(stem))
        if len(holes) != 1:
            return None
        key, hint = (plain_text(holes[0][name] or "") for name in ("key", "hint"))
        return Cloze(stem=plain_text(_filled(stem, BLANK)), key=key, hint=hint)
    stem, key = plain_text(stem), plain_text(fields["Key"])
    if model_id == CHOICE.model_id:
        options = [plain_text(text) for name, text in fields.items() if name.startswith("Option ") and text]
        return MultipleChoice(stem=stem, key=key, distractors=tuple(text for text in options if text != key))
    if model_id == QUESTION.model_id and fields["Instruction"]:
        return TrueFalse(stem=stem, key=key == words_of(language).true)
    return ShortAnswer(stem=stem, key=key)


def _filled(field: str, text: str = "") -> str:
    """Return a field with its key, or `text`, for its deletion; the blanks that a formula has round it are left out."""

    def put(hole: re.Match[str]) -> str:
        filled = text or hole["key"]
        for part in _SET.finditer(field):
            if part["code"] is None and part.start() < hole.start() and hole.end() <= part.end():
                return filled
        return hole[0][: hole[0].index("{")] + filled + hole[0][hole[0].rindex("}") + 1 :]

    return _HOLE.sub(put, field)


def plain_text(field: str) -> str:
    """Return a field's text as the bank holds it: without elements, code bare, formulas between dollars."""
    if "<" not in field and "&" not in field and "\\" not in field:
        return field
    marked = _SET.sub(_unset, field.replace("</li><li>", "\n").replace("<li>", "").replace("</li>", ""))
    return html.unescape(_TAG.sub("", marked.replace("<br>", "\n")))


def _unset(found: re.Match[str]) -> str:
    if found["code"] is not None:
        return found["code"]
    dollars = "$" if found["math"] is not None else "$$"
    return f"{dollars}{(found['math'] if found['math'] is not None else found['display']).strip()}{dollars}"


def _stretches(field: str, *groups: str) -> Iterator[str]:
    for found in _SET.finditer(field):
        for group in groups:
            if found[group] is not None:
                yield html.unescape(_TAG.sub("", found[group].replace("<br>", "\n"))).strip()


def _section(packaged: PackagedNote, fields: Mapping[str, str]) -> str:
    """Return the section: as the card shows it, or as its tag says it."""
    tag = next((tag.removeprefix(_SECTION) for tag in packaged.tags if tag.startswith(_SECTION)), "")
    shown = [plain_text(line) for line in fields["Breadcrumb"].split("<br>")]
    return next((line for line in shown[::-1] if tag and tag_part(line) == tag), tag.replace("-", " "))


def _same(item: Item, note: NoteRef, fields: Mapping[str, str]) -> bool:
    try:
        notetype, made = FieldMaker(replace(note, link=""), {}).fields(item)
    except Unfit:
        return False
    again = dict(zip(notetype.fields, made, strict=True))
    return again.keys() == fields.keys() and all(again[name] == fields[name] for name in again if name not in _FREE)
