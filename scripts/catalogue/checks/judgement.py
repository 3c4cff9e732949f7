"""Judgement: what the rules say of every file of a tree, kept so that one file can be judged anew among the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from catalogue.checks import rulebook
from catalogue.checks.subject import Subject
from catalogue.checks.tree import Tree, facts_of
from catalogue.problems.problem import Problem

ValueT = TypeVar("ValueT")
Told = Mapping[str, tuple[Problem, ...]]
"""Problems by the path of their file; files without any are left out."""


@dataclass(frozen=True)
class Judgement:
    """The tree, and what is told of each file: by the rules that look at it alone, and by those that look around."""

    subjects: Mapping[str, Subject]
    tree: Tree
    alone: Told
    within: Told

    @property
    def problems(self) -> Iterable[Problem]:
        """Every problem, in no order."""
        return (problem for told in (self.alone, self.within) for several in told.values() for problem in several)

    def with_files(self, changed: Mapping[str, Subject | None], judge_alone: "JudgeAlone") -> "Judgement":
        """Return the judgement with some files put in or changed, or taken away (None).

        Others are judged again only when something has changed that they can be judged by: mostly nothing has.
        """
        subjects = _put_in(self.subjects, changed)
        tree = _replant(self.tree, changed)
        there = [subject for subject in changed.values() if subject is not None]
        alone = _put_in(self.alone, {**dict.fromkeys(changed), **judge_alone(there)})
        if tree is not self.tree:
            return Judgement(subjects, tree, alone, _judge_within(subjects.values(), tree))
        return Judgement(
            subjects, tree, alone, _put_in(self.within, {**dict.fromkeys(changed), **_judge_within(there, tree)})
        )

    def told_of(self, changed: Mapping[str, Subject], judge_alone: "JudgeAlone") -> Iterable[Problem]:
        """Return what is told of some files when they are put in or changed. Others are not judged anew for it."""
        tree = _replant(self.tree, changed)
        there = changed.values()
        told = (*judge_alone(there).values(), *_judge_within(there, tree).values())
        return (problem for several in told for problem in several)


JudgeAlone = Callable[[Iterable[Subject]], Told]
"""Tells what the rules find that look at one file alone: `checks.alone.judge_files`, or its like without processes."""


def judge(subjects: Iterable[Subject], editorial: frozenset[str], judge_alone: JudgeAlone) -> Judgement:
    """Return the judgement of all files of a tree. `editorial` are the addresses of the editorial pages."""
    by_path = {subject.path: subject for subject in subjects}
    tree = _replant(Tree((), editorial=editorial), by_path)
    return Judgement(by_path, tree, judge_alone(by_path.values()), _judge_within(by_path.values(), tree))


def _judge_within(subjects: Iterable[Subject], tree: Tree) -> dict[str, tuple[Problem, ...]]:
    return {one.path: told for one in subjects if (told := rulebook.judge_within(one, tree))}


def _put_in(by_path: Mapping[str, ValueT], changed: Mapping[str, ValueT | None]) -> Mapping[str, ValueT]:
    kept = {path: value for path, value in by_path.items() if path not in changed}
    return kept | {path: value for path, value in changed.items() if value is not None}


def _replant(tree: Tree, changed: Mapping[str, Subject | None]) -> Tree:
    """Return the tree with what others are judged by of some files; the same tree when that is as it was."""
    facts = {path: facts_of(one) for path, one in changed.items() if one is not None and one.page is not None}
    files = {path for path, one in changed.items() if one is not None and one.is_attachment}
    if {path: tree.by_path[path] for path in changed if path in tree.by_path} == facts and files <= tree.files:
        return tree
    return tree.with_facts({path: facts.get(path) for path in changed}, tree.files - changed.keys() | files)
