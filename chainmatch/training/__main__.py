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
from chainmatch.training.build import (
    Corpus,
    lines,
    make_draft,
    make_lessons,
    read_corpus,
    write_draft,
)
from chainmatch.training.cases import read_cases, read_directions
from chainmatch.training.classcode import fit_classes
from chainmatch.training.classify import Written, count_classes, fit_links, fit_slogans, fit_vague
from chainmatch.training.published import Columns, keep, show
from chainmatch.training.recipe import SHIPPED, VARIANTS, Recipe
from chainmatch.training.score import Embed, Score, Values, case_values, differences, interval
from chainmatch.training.sources import halves, read_classes, read_glossary
from chainmatch.training.space import Weighted, token_rows
from chainmatch.training.teachers import E5Teacher, Remembered, UseTeacher
from chainmatch.training.vocabulary import choose_vocabulary
from chainmatch.workbench import open_reference, open_slogans

_FILE = "the shipped file (learnt all pairs)"
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
    sys.stdout.write(show(_scores(_values(columns, options))) + "\n")


def _compare(options: argparse.Namespace) -> None:
    """Build every variant on half of the glossary, in memory, and measure it."""
    corpus, learnt = _corpus(options), halves(read_glossary())[0]
    columns: dict[str, Embed] = {}
    for teacher in (E5Teacher(), UseTeacher()):
        columns[f"teacher {teacher.name}"] = Remembered(teacher, options.store / "cases").encode
    for name, recipe in VARIANTS.items():
        draft = make_draft(corpus, _teachers(options, recipe), recipe, learnt)
        columns[name] = draft.encoder().encode
    columns[_FILE] = open_encoder(None).encode
    values = _values(columns, options)
    ours = values["static, as shipped"]
    less = {name: differences(ours, values[name]) for name in values if name.startswith("teacher")}
    _publish(options, {"encoders": _scores(values), "differences": less})


def _contextual(options: argparse.Namespace) -> None:
    """Fit a small transformer beside the static model and measure what it is worth."""
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
    _publish(options, {"encoders": _scores(_values(columns, options))})


def _tuned(options: argparse.Namespace) -> None:
    """Fine-tune multilingual-e5-small by contrast and measure it before and after."""
    from chainmatch.training.tune import Course, Tuned, tune

    corpus, learnt = _corpus(options), halves(read_glossary())[0]
    taught = list(dict.fromkeys(p for p in lines(corpus, SHIPPED, learnt) if p[0] != p[1]))
    directions = read_directions(_given(options.plan, "--plan"))
    written = [
        (lead["text"], directions[lead["link"]])
        for lead in read_json(data_file("training_leads.json"))["leads"]
        if lead["link"] in directions
    ]
    model = Tuned()
    values = _values({"e5, as it comes": model.embed}, options)
    tune(model, taught, Course())
    values |= _values({"e5, tuned on the lessons": model.embed}, options)
    tune(model, written, Course(warm=5))
    values |= _values({"e5, then on the written leads": model.embed}, options)
    _publish(options, {"encoders": _scores(values)})


def _publish(options: argparse.Namespace, measured: Mapping[str, Columns]) -> None:
    cases = file_digest(_given(options.cases, "--cases"))
    keep(home() / "models" / "encoders.json", options.command, measured, cases)
    sys.stdout.write("\n\n".join(show(columns) for columns in measured.values()) + "\n")


def _values(columns: Mapping[str, Embed], options: argparse.Namespace) -> dict[str, Values]:
    cases = read_cases(_given(options.cases, "--cases"))
    directions = read_directions(_given(options.plan, "--plan"))
    held = halves(read_glossary())[1]
    return {name: case_values(embed, cases, directions, held) for name, embed in columns.items()}


def _scores(values: Mapping[str, Values]) -> dict[str, list[Score]]:
    return {name: [interval(*item) for item in found.items()] for name, found in values.items()}


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
    "tuned": _tuned,
    "links": _links,
    "classes": _classes,
}


if __name__ == "__main__":
    sys.exit(main())
