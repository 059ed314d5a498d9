"""Command line: `build` and `score` encoders, `compare` variants, fit the `links` and `classes`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from chainmatch.digest import file_digest
from chainmatch.errors import ChainmatchError
from chainmatch.matching.reference import Models
from chainmatch.paths import data_file, home, read_json
from chainmatch.text.encoder import DEFAULT_ENCODER, open_encoder
from chainmatch.text.english import EnglishTerms
from chainmatch.training.build import Corpus, make_draft, make_lessons, read_corpus, write_draft
from chainmatch.training.cases import read_cases, read_directions
from chainmatch.training.classcode import fit_classes
from chainmatch.training.classify import Written, count_classes, fit_links, fit_slogans, fit_vague
from chainmatch.training.recipe import SHIPPED, VARIANTS, Recipe
from chainmatch.training.score import Embed, Score, score_encoder, table
from chainmatch.training.sources import halves, read_classes, read_glossary
from chainmatch.training.space import Weighted, token_rows
from chainmatch.training.teachers import E5Teacher, Remembered, UseTeacher
from chainmatch.training.vocabulary import choose_vocabulary
from chainmatch.workbench import open_reference, open_slogans

_STORE = Path("/tmp/chainmatch-teachers")  # noqa: S108  # what teachers said; may be lost


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code, 2 for what the user can mend."""
    options = _parser().parse_args(arguments)
    try:
        _COMMANDS[options.command](options)
    except (ChainmatchError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chainmatch.training", description=__doc__)
    parser.add_argument("command", choices=tuple(_COMMANDS))
    parser.add_argument("--classes", type=Path, help="GB/T 4754 as csv: code, name, description")
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="official texts")
    parser.add_argument("--cases", type=Path, help="evaluation cases, jsonl")
    parser.add_argument("--plan", type=Path, help="text of the plan")
    parser.add_argument("--encoder", action="append", help="folder or name; may come again")
    parser.add_argument("--teachers", action="store_true", help="score the teachers as well")
    parser.add_argument("--output", type=Path, default=home() / "models" / DEFAULT_ENCODER)
    parser.add_argument("--store", type=Path, default=_STORE, help="keeps what the teachers said")
    parser.add_argument("--hold-out", action="store_true", help="learn half of the glossary only")
    return parser


def _build(options: argparse.Namespace) -> None:
    pairs = read_glossary()
    learnt = halves(pairs)[0] if options.hold_out else pairs
    corpus = _corpus(options)
    write_draft(make_draft(corpus, _teachers(options, SHIPPED), SHIPPED, learnt), options.output)


def _links(options: argparse.Namespace) -> None:  # noqa: ARG001  # one shape for all commands
    """Fit the link classifier on the leads written for training: minutes, no teachers."""
    english = EnglishTerms.from_tsv(data_file("english_terms.tsv"))
    leads = data_file("training_leads.json")
    model = fit_links(leads, home() / "models" / "links.npz", english)
    sys.stdout.write(f"models/links.npz: {len(model.labels)} labels\n")
    count_classes(leads, home() / "models" / "class_links.json")
    slogans = home() / "models" / "slogans.npz"
    fit_slogans(leads, data_file("slogans.json"), slogans)
    names = ("outside.json", "slogans.json", "vague_leads.json")
    written = Written(leads, *(data_file(name) for name in names))
    fit_vague(written, home() / "models" / "vague.npz")


def _classes(options: argparse.Namespace) -> None:
    """Fit the classes of GB/T 4754: a minute, no teachers; `--output` names the file."""
    default, given = home() / "models" / "classes.npz", options.output
    path = given if given.suffix == ".npz" else default
    standard = read_classes(_given(options.classes, "--classes"))
    words = read_json(data_file("class_synonyms.json"))["classes"]
    english = EnglishTerms.from_tsv(data_file("english_terms.tsv"))
    reference = open_reference(models=Models(slogans=open_slogans(), english=english))
    leads = read_json(data_file("training_leads.json"))["leads"]
    model = fit_classes(reference, standard, words, leads)
    model.write(path)
    sys.stdout.write(f"{path.name}: {model.mix}, {model.trust}, sha256 {file_digest(path)}\n")


def _score(options: argparse.Namespace) -> None:
    specs = options.encoder or [None]
    columns = {str(spec or DEFAULT_ENCODER): open_encoder(spec).encode for spec in specs}
    if options.teachers:
        for teacher in (E5Teacher(), UseTeacher()):
            columns[f"teacher {teacher.name}"] = teacher.encode
    sys.stdout.write(table(_scores(columns, options)) + "\n")


def _compare(options: argparse.Namespace) -> None:
    """Build every variant on half of the glossary, in memory, and print the table."""
    corpus, learnt = _corpus(options), halves(read_glossary())[0]
    columns: dict[str, Embed] = {}
    for teacher in (E5Teacher(), UseTeacher()):
        columns[f"teacher {teacher.name}"] = Remembered(teacher, options.store / "cases").encode
    for name, recipe in VARIANTS.items():
        draft = make_draft(corpus, _teachers(options, recipe), recipe, learnt)
        columns[name] = draft.encoder().encode
    sys.stdout.write(table(_scores(columns, options)) + "\n")


def _contextual(options: argparse.Namespace) -> None:
    """Fit a small transformer beside the static model and print what it is worth."""
    from chainmatch.training.contextual import Shape, embed, fit_student

    corpus, learnt = _corpus(options), halves(read_glossary())[0]
    teachers = _teachers(options, SHIPPED)
    basis = token_rows(choose_vocabulary(corpus.words, SHIPPED.tokens), teachers, SHIPPED)[1]
    draft = make_draft(corpus, teachers, SHIPPED, learnt)
    lessons = make_lessons(corpus, teachers, SHIPPED, learnt, basis)
    columns: dict[str, Embed] = {"static, as shipped": draft.encoder().encode}
    for layers in (1, 2):
        student = fit_student(draft, lessons, SHIPPED, Shape(layers=layers))
        columns[f"with {layers} layer(s) of attention"] = partial(embed, student, draft)
    sys.stdout.write(table(_scores(columns, options)) + "\n")


def _scores(columns: Mapping[str, Embed], options: argparse.Namespace) -> dict[str, list[Score]]:
    cases, directions = (
        read_cases(_given(options.cases, "--cases")),
        read_directions(_given(options.plan, "--plan")),
    )
    held = halves(read_glossary())[1]
    return {name: score_encoder(embed, cases, directions, held) for name, embed in columns.items()}


def _corpus(options: argparse.Namespace) -> Corpus:
    return read_corpus(_given(options.classes, "--classes"), options.documents)


def _teachers(options: argparse.Namespace, recipe: Recipe) -> Weighted:
    return [
        (Remembered(E5Teacher(), options.store), 1.0),
        (Remembered(UseTeacher(), options.store), recipe.use_weight),
    ]


def _given(path: Path | None, option: str) -> Path:
    if path is None:
        raise ChainmatchError(f"{option} is missing; give it the path of a file")
    return path


_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "build": _build,
    "score": _score,
    "compare": _compare,
    "contextual": _contextual,
    "links": _links,
    "classes": _classes,
}


if __name__ == "__main__":
    sys.exit(main())
