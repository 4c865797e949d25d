"""What follows from a decision: the fields that change, what is undone, what it puts on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridors.additions import Addition
from corridors.articles import Article
from corridors.catalog import Catalog
from corridors.errors import NotAcceptable, ReviewFault
from corridors.review.claiming import Accepting
from corridors.review.definition import as_addition
from corridors.review.draft import Draft
from corridors.review.gate import objections_to
from corridors.review.mending import apply_edits
from corridors.review.mends import Mends, changed_by
from corridors.review.proposal import (
    Decision,
    Kind,
    Proposal,
    State,
    acceptance,
    draft_now,
    list_changes,
    state_of,
    to_undo,
)
from corridors.store.records import NewDecision


def work_out(
    new: NewDecision,
    undoes: int | None,
    proposal: Proposal,
    made: Sequence[Decision],
    catalog: Catalog,
    articles: Mapping[str, Article],
) -> NewDecision:
    """A decision with all that follows from it.

    `made` are the decisions so far; `undoes` is the revision that an undo takes back, or None for
    the last that stands. Raises NotAcceptable with all objections to an acceptance, and ReviewFault
    for edits or an undo that cannot be, or for a mere mending of what is accepted.
    """
    before = draft_now(proposal, made)
    if new.kind is Kind.UNDO:
        new = replace(new, undoes=to_undo(made, undoes))
        _check_order(new, made)
        after = draft_now(proposal, [*made, _as_made(new)])
    else:
        after = apply_edits(before, new.edits)
    new = replace(new, changes=list_changes(before, after))
    if new.kind is Kind.MEND and state_of(made) is State.ACCEPTED:
        raise ReviewFault("it is accepted — accept it again with your changes, or undo first")
    if new.kind is not Kind.ACCEPT:
        return new
    return replace(new, adds=_add(new, after, proposal, made, catalog, articles))


def _add(
    new: NewDecision,
    draft: Draft,
    proposal: Proposal,
    made: Sequence[Decision],
    catalog: Catalog,
    articles: Mapping[str, Article],
) -> Addition:
    if found := objections_to(draft, articles, catalog):
        raise NotAcceptable(found)
    held, origin = acceptance(made), proposal.origin.text
    changed = [*changed_by(made), *((change.path, new.who) for change in new.changes)]
    mends = Mends(proposal.draft, draft, changed, new.who) if origin else None
    return as_addition(
        draft,
        proposal=proposal.id,
        catalog=catalog,
        articles=articles,
        accepting=Accepting(new.who, new.at.replace(microsecond=0), origin, mends),
        before=held.adds if held else None,
    )


def _check_order(new: NewDecision, made: Sequence[Decision]) -> None:
    """What an acceptance was made of cannot be taken from under it."""
    held = acceptance(made)
    if held is not None and new.undoes != held.revision:
        raise ReviewFault(f"it is accepted — undo the acceptance first, decision {held.revision}")


def _as_made(new: NewDecision) -> Decision:
    return Decision(
        0, new.proposal, new.revision + 1, new.kind, new.who, new.at, new.edits, undoes=new.undoes
    )
