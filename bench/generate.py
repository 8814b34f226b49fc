"""Many checklists that nobody wrote, and the same pages as Markdown: what the benchmark builds.

A generated checklist is as long as a real one: about 140 lines and 7 KB. Both projects say the same
words under the same headings and have the same flat navigation. The same number gives the same files.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

VOCABULARY = """
about advert after again agree also always answer anybody apply ask before begin best better book both
bring build call calm careful carry change choose clear close colleague come count customer day decide
different early easy email enough evening every example expect explain fact fair feel few find first
follow free friend give glad good group half hand hard hear help home hope hour idea important interview
job keep kind know large last late learn leave letter line list listen little long look lose main make
manager many mean meet minute miss month morning name near need never new next nobody note number offer
often old once open order other page panel part pay people person phone place plan point practise print
promise question quick quiet read ready reason remember reply rest right role room say second send
sentence shift short show simple skill small speak staff start stay step still stop story sure take talk
team tell thank thing think time today tomorrow train true try turn under understand useful visit voice
wait walk want warm week well word work write wrong year
"""

PROSE = ["privacy.md", "about.md"]

# What a person would turn on to write these pages as Markdown.
EXTENSIONS: list[Any] = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    "pymdownx.superfences",
    {"pymdownx.tasklist": {"custom_checkbox": True}},
]

Fields = dict[str, Any]


class Words:
    """Sentences out of a number: the same number, the same sentences."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)  # noqa: S311, no secret is made of it
        self.known = VOCABULARY.split()

    def some(self, low: int, high: int) -> str:
        return " ".join(self.chance.choices(self.known, k=self.chance.randint(low, high)))

    def sentence(self, low: int = 11, high: int = 20) -> str:
        return self.some(low, high).capitalize() + "."

    def prose(self, sentences: int) -> str:
        """Two of three have emphasis or a link, as prose has."""
        first, *rest = (self.sentence() for _ in range(sentences))
        kind = self.chance.randrange(3)
        marked = [
            first,
            f"{first} **{self.some(2, 3)}**",
            f"{first} [{self.some(2, 2)}](https://example.org/)",
        ]
        return " ".join([marked[kind], *rest])

    def question(self) -> str:
        return self.some(6, 12).capitalize() + "?"


def options(words: Words) -> Fields:
    return {f"option-{number}": words.some(3, 8) for number in range(words.chance.randint(3, 4))}


def line(words: Words) -> Fields:
    return {"answer": "line", "example": words.some(5, 9)}


def lines(words: Words) -> Fields:
    return {"answer": "lines", "room": 4, "example": words.sentence()}


def one(words: Words) -> Fields:
    return {"answer": "one", "options": options(words)}


def some(words: Words) -> Fields:
    told = {"words": words.some(2, 5), "tell": words.prose(1)}
    return {"answer": "some", "options": {**options(words), "told": told, "other": "something else"}}


def scale(words: Words) -> Fields:
    return {"answer": "scale", "ends": {"low": words.some(1, 3), "high": words.some(1, 3)}}


def table(words: Words) -> Fields:
    columns = [
        {
            "id": f"column-{number}",
            "ask": words.some(2, 4).capitalize(),
            "answer": "line",
            "example": words.some(2, 5),
        }
        for number in range(3)
    ]
    return {"answer": "table", "rows": 4, "columns": columns}


ANSWERS: list[Callable[[Words], Fields]] = [line, one, lines, some, line, table, scale, line, one]


def items(words: Words, before: str) -> Iterator[Fields]:
    """A page's worth: about a dozen questions, words between them, answers from elsewhere."""
    if before:
        yield {"id": "said-before", "tell": f"You wrote this before: {{{before}.item-0}}."}
    yield {"use": "interview.role", "depth": "short"}
    for number in range(words.chance.randint(11, 16)):
        if number % 5 == 4:
            yield {"id": f"told-{number}", "tell": words.prose(3)}
        asked = {"id": f"item-{number}", "ask": words.question(), "hint": words.prose(1)}
        yield {**asked, **ANSWERS[number % len(ANSWERS)](words)}
    yield {"id": "saved", "ask": words.some(5, 8).capitalize(), "answer": "tick"}


def checklist(number: int, before: str, moments: list[str]) -> Fields:
    words = Words(number)
    group = {
        "minutes": 15,
        "say": words.prose(3),
        "ask": [words.question() for _ in range(3)],
        "care": words.prose(2),
    }
    return {
        "kind": "reflection",
        "title": f"{words.some(3, 6).capitalize()} {number}",
        "summary": words.prose(2),
        "when": words.some(4, 7),
        "moments": words.chance.sample(moments, 2),
        "situations": ["any"],
        "minutes": words.chance.randint(2, 20),
        "reviewed": "2026-11-23",
        "items": list(items(words, before)),
        "next": [before] if before else [],
        "with-a-group": group,
    }


def long_checklist(number: int) -> Fields:
    """So many questions of all kinds on one page."""
    words = Words(number)
    asked = [{"id": f"item-{at}", "ask": words.question(), "hint": words.prose(1)} for at in range(number)]
    items = [{**item, **ANSWERS[at % len(ANSWERS)](words)} for at, item in enumerate(asked)]
    return {**checklist(number, "", list(shared()["moments"])), "items": items}


def write_with(folder: Path, name: str, made: Fields) -> None:
    """Write this project as it is, with one more checklist."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "checklists", folder / "checklists")
    dump(folder / "checklists" / next(iter(shared()["stages"])) / f"{name}.yml", made)
    config = guided_config()
    del config["nav"]
    dump(folder / "mkdocs.yml", config)


def write_guided(folder: Path, pages: int) -> None:
    """Write this project with `pages` generated checklists in place of its own."""
    copy_of_docs(folder / "docs")
    write_prose(folder / "docs")
    guide = shared()
    stages = list(guide["stages"])
    (folder / "checklists").mkdir()
    for name in ("me.yml", "interview.yml", "sources.yml"):
        shutil.copy(ROOT / "checklists" / name, folder / "checklists" / name)
    dump(folder / "checklists" / "guide.yml", guide)
    for number, (name, made) in enumerate(checklists(pages).items()):
        dump(folder / "checklists" / stages[number % len(stages)] / f"{name}.yml", made)
    dump(folder / "mkdocs.yml", guided_config())


def write_plain(folder: Path, pages: int) -> None:
    """Write the same pages as ready Markdown, for Material as it comes."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    write_prose(docs)
    guide = shared()
    stages = list(guide["stages"])
    made = checklists(pages)
    for name, fields in made.items():
        (docs / f"{name}.md").write_text(as_markdown(fields), "utf-8")
    for number, stage in enumerate(stages):
        listed = list(made.items())[number :: len(stages)]
        (docs / f"{stage}.md").write_text(as_list(guide["stages"][stage]["title"], listed), "utf-8")
    (docs / "index.md").write_text(as_list(guide["title"], list(made.items())[:20]), "utf-8")
    dump(folder / "mkdocs.yml", plain_config(stages))


def checklists(pages: int) -> dict[str, Fields]:
    moments = list(shared()["moments"])
    names = [f"page-{number}" for number in range(pages)]
    return {name: checklist(at, names[at - 1] if at else "", moments) for at, name in enumerate(names)}


def shared() -> Fields:
    """What guide.yml says, without what names single checklists."""
    text = (ROOT / "checklists" / "guide.yml").read_text("utf-8")
    guide: Fields = yaml.load(text, yaml.BaseLoader)  # noqa: S506, it makes texts and nothing else
    for stage in guide["stages"].values():
        stage.pop("order", None)
    for options in guide["lists"].values():
        for name, option in options.items():
            options[name] = option["words"] if isinstance(option, dict) else option
    return {**guide, "ways": []}


def copy_of_docs(docs: Path) -> None:
    """Letters, styles and pictures; the prose pages link to checklists that are not here."""
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("*.md", ".overrides"))


def write_prose(docs: Path) -> None:
    """Write the pages that every page links to."""
    for name in PROSE:
        (docs / name).write_text(f"# {name.removesuffix('.md').capitalize()}\n\nA few words.\n", "utf-8")


def guided_config() -> Fields:
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": "docs",
        "theme": {"custom_dir": str(ROOT / "docs" / ".overrides")},
        "hooks": [str(ROOT / "hooks" / "build_guide.py")],
        "watch": ["checklists"],
        "nav": PROSE,  # the hook puts the home page and the stages before these
        "strict": False,  # a hint about generated words is no reason to stop
    }


def plain_config(stages: list[str]) -> Fields:
    return {
        "site_name": "Plain",
        "site_url": "http://localhost:8000/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": EXTENSIONS,
        "nav": ["index.md", *(f"{stage}.md" for stage in stages), *PROSE],
        "not_in_nav": "page-*.md",
    }


def dump(file: Path, fields: Fields) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    filled = {name: value for name, value in fields.items() if value != []}
    file.write_text(yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=1000), "utf-8")


def as_list(title: str, listed: list[tuple[str, Fields]]) -> str:
    entries = [f"- [{made['title']}]({name}.md), {made['minutes']} minutes. {made['summary']}" for name, made in listed]
    return "\n".join([f"# {title}", "", *entries, ""])


def as_markdown(made: Fields) -> str:
    top = [f"# {made['title']}", made["summary"], f"When: {made['when']}. About {made['minutes']} minutes."]
    return "\n\n".join([*top, *(block for item in made["items"] for block in item_blocks(item))]) + "\n"


def item_blocks(item: Fields) -> Iterator[str]:
    if "use" in item:
        yield f"## {item['use']}"
    if "tell" in item:
        yield str(item["tell"]).replace("{", "").replace("}", "")
    if "ask" in item:
        yield f"## {item['ask']} {{#{item['id']}}}"
        if "hint" in item:
            yield str(item["hint"])
        yield answer_block(item)


def answer_block(item: Fields) -> str:
    if "options" in item:
        return "\n".join(f"- [ ] {option_words(option)}" for option in item["options"].values())
    if "columns" in item:
        asks = [column["ask"] for column in item["columns"]]
        rows = [asks, ["---"] * len(asks), *[[" "] * len(asks)] * item["rows"]]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    if "ends" in item:
        return f"1 {item['ends']['low']}, 5 {item['ends']['high']}"
    return f"*For example: {item['example']}*" if "example" in item else "- [ ] Done"


def option_words(option: str | Fields) -> str:
    return option if isinstance(option, str) else f"{option['words']}. {option['tell']}"
