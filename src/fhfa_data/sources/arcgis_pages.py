"""What one page of an ArcGIS answer says, and whether all pages together are whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fhfa_data.catalogue.fetching import Fetch, Form
from fhfa_data.errors import SourceError

_AGAIN = "The layer may have been changed meanwhile: refresh again."


def read_page(data: bytes, fetch: Fetch) -> tuple[list[dict[str, Any]], bool]:
    """The features of one page, and whether it says that more follow.

    Raises
    ------
    SourceError
        If the service reports an error (it does so with HTTP 200), or it's no page.
    """
    answer = _answer(data, fetch)
    features = answer.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise SourceError("The service's answer has no features.", fetch.address, _AGAIN)
    # f=json says so at the top, f=geojson one level down.
    inner = answer.get("properties")
    places = [answer, inner if isinstance(inner, dict) else {}]
    return features, any(place.get("exceededTransferLimit") is True for place in places)


def read_count(data: bytes, fetch: Fetch) -> int:
    """How many rows the service says it has for the where clause.

    Raises
    ------
    SourceError
        If it reports an error, or says no number.
    """
    count = _answer(data, fetch).get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise SourceError("The service did not say how many rows it has.", fetch.address, _AGAIN)
    return count


def _answer(data: bytes, fetch: Fetch) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:  # bad UTF-8 is a ValueError too
        raise SourceError("The service's answer is no JSON.", fetch.address, _AGAIN) from error
    if not isinstance(answer, dict):
        raise SourceError("The service's answer is no JSON object.", fetch.address, _AGAIN)
    if "error" in answer:
        raise _reported(answer["error"], fetch)
    return answer


def _reported(error: Any, fetch: Fetch) -> SourceError:
    said = error if isinstance(error, dict) else {"message": error}
    details = said.get("details") or []
    words = [said.get("message"), *(details if isinstance(details, list) else [details])]
    code = said.get("code")
    busy = isinstance(code, int) and (code >= 500 or code == 429)
    fields = ", ".join(fetch.fields)
    return SourceError(
        f"The service reports an error ({code}): {' '.join(str(one) for one in words if one)}",
        fetch.address,
        "Try again later."
        if busy
        else f"The layer or one of its fields ({fields}) may have been renamed.",
    )


class Rows:
    """Which rows have come, by the unique field ``fetch.order``."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._part = "properties" if fetch.form is Form.GEOJSON else "attributes"
        self._seen: set[object] = set()

    def values_of(self, feature: dict[str, Any]) -> dict[str, Any]:
        """A feature's fields and their values.

        Raises
        ------
        SourceError
            If it has none.
        """
        values = feature.get(self._part)
        if not isinstance(values, dict):
            raise SourceError(f"A row has no {self._part}.", self._fetch.address, _AGAIN)
        return values

    def take(self, features: Sequence[dict[str, Any]]) -> None:
        """Note the rows of one page.

        Raises
        ------
        SourceError
            If one has come before, or has no value in the unique field.
        """
        for feature in features:
            values = self.values_of(feature)
            key = values.get(self._fetch.order)
            if key is None:
                key = {name.casefold(): one for name, one in values.items()}.get(
                    self._fetch.order.casefold()
                )
            if not isinstance(key, str | int | float):
                raise SourceError(
                    f"A row has no value in '{self._fetch.order}'.", self._fetch.address, _AGAIN
                )
            if key in self._seen:
                raise SourceError(
                    f"The service sent the row '{key}' twice: its pages overlap.",
                    self._fetch.address,
                    _AGAIN,
                )
            self._seen.add(key)

    def check_total(self, got: int, total: int) -> None:
        """Raise SourceError unless as many rows have come as the service said."""
        if got != total:
            raise SourceError(
                f"The service said it has {total:,} rows and sent {got:,}.",
                self._fetch.address,
                _AGAIN,
            )

    def check_any(self) -> None:
        """Raise SourceError if no row has come."""
        if not self._seen:
            raise SourceError(
                "The layer has no rows for what was asked.",
                self._fetch.address,
                "It may have been emptied or replaced by another; look for it on "
                "https://geoportal.statistics.gov.uk. Or the scope's codes are of another year.",
            )
