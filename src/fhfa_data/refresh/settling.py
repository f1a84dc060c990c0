"""After all datasets are had: hold them against one another, and keep older copies if need be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from fhfa_data.errors import RawDataError, SourceError
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.refresh.agreements import AGREEMENTS, Agreement, Copy, Finding
from fhfa_data.refresh.contract_rules import LOOK
from fhfa_data.refresh.contracts import NOTHING_TAKEN
from fhfa_data.refresh.gather import Errand, Had, copies_of, had_of, with_results


def settled(
    found: Sequence[Had], errand: Errand, said: Callable[[Had], None] = lambda _had: None
) -> tuple[Had, ...]:
    """Every dataset with the checks of what it must agree on; in the order given.

    A copy that is refused gives way to the newest older one that agrees, or else to the embedded
    figures, as one does that could not be fetched; ``said`` is called with what is there then.
    """
    had = {one.source.id: one for one in found}
    for agreement in AGREEMENTS:
        about = had.get(agreement.about)
        if about is not None and about.table is not None:
            had[agreement.about] = now = _held(agreement, about, had, errand)
            if now.state != about.state:
                said(now)
    return tuple(had[one.source.id] for one in found)


def _held(agreement: Agreement, about: Had, had: Mapping[str, Had], errand: Errand) -> Had:
    lacking = [name for name in agreement.needs if name not in had or had[name].table is None]
    if lacking:
        named = ", ".join(had[name].source.title if name in had else name for name in lacking)
        words = f"It could not be tried: {named} is not there."
        return _checked(about, agreement, Outcome.NOT_RUN, words)
    finding = _find(agreement, about, had, errand)
    if finding.agrees:
        return _checked(about, agreement, Outcome.PASSED, finding.words)
    if not agreement.refuses:
        return _checked(about, agreement, Outcome.FAILED, finding.words)
    return _replaced(agreement, about, had, errand, f"{finding.words} {NOTHING_TAKEN}")


def _find(agreement: Agreement, about: Had, had: Mapping[str, Had], errand: Errand) -> Finding:
    each = (about, *(had[name] for name in agreement.needs))
    copies = {
        one.source.id: Copy(one.table, one.cells)
        for one in each
        if one.table is not None and one.cells is not None
    }
    return agreement.find(copies, errand.boroughs)


def _checked(about: Had, agreement: Agreement, outcome: Outcome, words: str) -> Had:
    result = CheckResult(agreement.check, about.source.id, outcome, words)
    return replace(about, checks=with_results((result,), about.checks))


def _replaced(
    agreement: Agreement, about: Had, had: Mapping[str, Had], errand: Errand, words: str
) -> Had:
    """The newest older copy that agrees, or none."""
    failed = CheckResult(agreement.check, about.source.id, Outcome.FAILED, words)
    note = f"{words} {LOOK}"
    for receipt in copies_of(about.source, errand):
        if about.receipt is not None and receipt.digest == about.receipt.digest:
            continue
        try:
            older = had_of(about.source, "kept", receipt, errand, note)
        except (SourceError, RawDataError):
            continue
        if _find(agreement, older, had, errand).agrees:
            return replace(older, checks=with_results((failed,), older.checks))
    return Had(about.source, "starter", None, None, note, (failed,))
