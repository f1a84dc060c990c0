"""Numbers as official tables write them, and the symbols that stand where there is none.

The symbols, and what each is taken to mean:

==================== ============= ===============================================================
written              status        meaning
==================== ============= ===============================================================
``[c]`` ``c`` ``*``  suppressed    confidential: too few people to publish
``[u]`` ``u``        suppressed    too unreliable to publish
``[x]`` ``x`` ``..`` not_available not collected, or not available
``:``                not_available the same, in older and in European tables
``[z]`` ``z`` ``.``  not_available not applicable
``[w]`` ``w``        not_available none recorded in the survey
``[low]`` ``low``    not_available above zero but rounds to it; which number isn't known
``-`` ``–`` ``—``    not_available nil *or* negligible in older tables: not known which, so not 0
blank, ``n/a``, NaN  not_available no value was written
==================== ============= ===============================================================

A number followed by ``[b]``, ``[e]``, ``[f]``, ``[p]``, ``[r]`` or ``[u]`` (break in the series,
estimated, forecast, provisional, revised, low reliability) is that number.

Source: Government Analysis Function, "Symbols in tables: definitions and help"
(https://analysisfunction.civilservice.gov.uk/policy-store/symbols-in-tables-definitions-and-help/),
and before it the Government Statistical Service's older conventions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from fhfa_data.errors import SourceError

OK, SUPPRESSED, NOT_AVAILABLE = "ok", "suppressed", "not_available"

_SUPPRESSED = ("*", "[c]", "c", "[u]", "u")
_NOT_AVAILABLE = (
    *("", "[x]", "x", "..", "…", ":", "[z]", "z", ".", "[w]", "w", "[low]", "low"),
    *("-", "–", "—", "−", "n/a", "[n/a]", "na", "nan", "#n/a"),
)
# Groups of three only: "1,23" is more likely a damaged cell than 123.
_NUMBER = (
    r"^[+\-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)?"
    r"(?:\.[0-9]+|[0-9]\.)?(?:[eE][+\-]?[0-9]+)?$"
)


def numbers(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """What a column of text says: values, and why there is none where there is none.

    Thousands separators (commas or spaces), a percent sign, and a minus sign of any kind are
    understood; ``26.3%`` is 26.3. Symbols are those of this module's table, in any case.

    Returns
    -------
    values, status
        float64, NaN where there is no number; ``ok``, ``suppressed`` or ``not_available``. Both
        have the column's index.

    Raises
    ------
    SourceError
        If a cell is anything else; the message names the column, the row and the cell.
    """
    cells = _arrow(column)
    values = _plain_numbers(cells)
    if values is None:
        return _marked_numbers(cells, column)
    return _series(values, column), _statuses(np.where(np.isnan(values), 2, 0), column)


def withheld(column: pd.Series) -> pd.Series:
    """Whether each cell says that the publisher withheld a number."""
    plain = pc.utf8_trim_whitespace(pc.utf8_lower(pc.fill_null(_arrow(column), "")))
    hidden = pc.is_in(plain, pa.array(_SUPPRESSED)).to_numpy(zero_copy_only=False)
    return pd.Series(hidden, index=column.index, name=column.name)


def _plain_numbers(cells: pa.Array) -> np.ndarray | None:
    """The quick way, for a column of nothing but plain numbers and blanks."""
    try:
        values = pc.cast(cells, pa.float64())
    except pa.ArrowInvalid:
        return None
    if pc.all(pc.is_finite(values)).as_py() is False:  # "inf" and "nan" are not plain
        return None
    return values.to_numpy(zero_copy_only=False)


def _marked_numbers(cells: pa.Array, column: pd.Series) -> tuple[pd.Series, pd.Series]:
    plain = pc.utf8_trim_whitespace(pc.utf8_lower(pc.fill_null(cells, "")))
    hidden = pc.is_in(plain, pa.array(_SUPPRESSED))
    absent = pc.is_in(plain, pa.array(_NOT_AVAILABLE))
    marked = pc.or_(hidden, absent)
    digits = _digits(plain)
    wrong = pc.invert(pc.or_(marked, pc.match_substring_regex(digits, _NUMBER)))
    wrong = pc.or_(wrong, pc.and_(pc.invert(marked), pc.invert(_has_digit(digits))))
    _refuse(wrong, column)
    bare = pc.replace_substring_regex(digits, r"[, ]", "")
    values = pc.cast(pc.if_else(marked, pa.scalar(None, pa.string()), bare), pa.float64())
    _refuse(pc.fill_null(pc.invert(pc.is_finite(values)), False), column)
    status = np.where(hidden, 1, np.where(absent, 2, 0))
    return _series(values.to_numpy(zero_copy_only=False), column), _statuses(status, column)


def _digits(plain: pa.Array) -> pa.Array:
    """Without footnote symbols and percent sign; plain minus signs, plain spaces between groups."""
    bare = pc.replace_substring_regex(plain, r"\s*\[[befpru]\]$", "")
    bare = pc.replace_substring_regex(bare, r"\s*%$", "")
    bare = pc.replace_substring_regex(bare, "^[−–]", "-")
    bare = pc.replace_substring_regex(bare, r"^([+\-]) +", r"\1")
    return pc.replace_substring_regex(bare, "[\u00a0\u2009\u202f]", " ")


def _has_digit(text: pa.Array) -> pa.Array:
    return pc.match_substring_regex(text, r"^[+\-]?\.?[0-9]")


def _refuse(wrong: pa.Array, column: pd.Series) -> None:
    rows = np.flatnonzero(np.asarray(wrong))
    if rows.size:
        first = int(rows[0])
        more = f", nor are {rows.size - 1:,} more below it" if rows.size > 1 else ""
        raise SourceError(
            f"'{column.iloc[first]}' is neither a number nor a known symbol{more}.",
            f"column '{column.name}', row {column.index[first]}",
            "If the publisher has a new symbol for 'no figure', it must be added to "
            "fhfa_data.sources.published_numbers.",
        )


def _arrow(column: pd.Series) -> pa.Array:
    cells = pa.array(column.astype("string").array)
    cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    return cells.cast(pa.string())


def _statuses(which: np.ndarray, column: pd.Series) -> pd.Series:
    """``which`` is the place of each status in (ok, suppressed, not_available)."""
    words = pa.array((OK, SUPPRESSED, NOT_AVAILABLE)).take(pa.array(which))
    return pd.Series(pd.StringDtype().__from_arrow__(words), index=column.index, name=column.name)


def _series(values: np.ndarray, column: pd.Series) -> pd.Series:
    return pd.Series(values, index=column.index, name=column.name)
