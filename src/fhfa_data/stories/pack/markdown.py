"""Markdown → blocks, with markdown-it, so that its own escapes and emphasis are understood."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fhfa_data.stories.pack.blocks import BOLD_LEVEL, Block, BlockKind, clean, row_block
from fhfa_data.stories.pack.model import Place
from fhfa_data.stories.pack.plain import Line, blocks_of_lines


def blocks_of_markdown(text: str) -> list[Block]:
    """Blocks of Markdown; a place is a line of the file."""
    cleaned = clean(text)
    walk = _Walk(cleaned.splitlines())
    for token in MarkdownIt("commonmark").enable("table").parse(cleaned):
        walk.take(token)
    return walk.found


class _Walk:
    """Goes through markdown-it's tokens, remembering what is open."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.open: list[str] = []
        self.place = Place("line", 1)
        self.cells: list[str] = []
        self.item = ""

    def take(self, token: Token) -> None:
        """One token: an opening, a closing, or text."""
        if token.map:
            self.place = Place("line", token.map[0] + 1)
        if token.type in ("fence", "code_block") or self._has_tabs(token):
            self.found += blocks_of_lines(self._as_they_stand(token))
        elif token.type == "inline":
            self._inline(token)
        elif token.nesting > 0:
            self._opens(token)
        elif token.nesting < 0:
            self._closes(token)

    def _as_they_stand(self, token: Token) -> list[Line]:
        first, stop = token.map or [0, 0]
        return [(Place("line", at + 1), self.lines[at]) for at in range(first, stop)]

    def _has_tabs(self, token: Token) -> bool:
        """Whether a paragraph is rows with tabs between cells, which Markdown knows nothing of."""
        if token.type != "inline" or "tr" in self.open:
            return False
        return any("\t" in line.strip() for _, line in self._as_they_stand(token))

    def _opens(self, token: Token) -> None:
        self.open.append(token.tag)
        if token.type == "tr_open":
            self.cells = []
        elif token.type == "list_item_open":
            self.item = f"{token.info}{token.markup} " if token.info else token.markup

    def _closes(self, token: Token) -> None:
        self.open.pop()
        if token.type == "tr_close":
            self.found.append(row_block(self.cells, self.place))

    def _inline(self, token: Token) -> None:
        inner = "".join(map(_words, token.children or []))
        if "tr" in self.open:
            self.cells.append(inner)
            return
        tag = self.open[-1] if self.open else "p"
        lines = [" ".join(one.split()) for one in inner.split("\n")]
        for at, text in enumerate(one for one in lines if one):
            block = self._block(tag, text, token.children or [])
            self.found.append(block if at == 0 else _not_alone(block))

    def _block(self, tag: str, text: str, children: list[Token]) -> Block:
        if tag.startswith("h") and tag[1:].isdigit():
            return Block(text, self.place, BlockKind.HEADING, level=int(tag[1:]))
        if "blockquote" in self.open:
            return Block(text, self.place, BlockKind.QUOTE)
        if "li" in self.open:
            bullet, self.item = self.item, ""
            if bullet.strip().rstrip(".)").isdigit():
                return Block(bullet + text, self.place, BlockKind.ITEM)
            return Block(text, self.place, BlockKind.ITEM, bullet=bullet)
        if _all_strong(children):
            return Block(text, self.place, BlockKind.HEADING, level=BOLD_LEVEL)
        return Block(text, self.place)


def _not_alone(block: Block) -> Block:
    return Block(block.text, block.place, block.kind, block.level, alone=False)


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""


def _all_strong(children: list[Token]) -> bool:
    depth = 0
    strong = False
    for token in children:
        depth += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type == "text" and token.content.strip():
            if not depth:
                return False
            strong = True
    return strong
