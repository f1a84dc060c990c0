"""What a build was made from: datasets by their ids, with their digests, and two more names."""

from __future__ import annotations

SCOPE = "scope"
OWN_CATALOGUE = "own_catalogue"
"""The digest of what an installation adds to the catalogue; there only if it does."""

NOT_DATASETS = (SCOPE, OWN_CATALOGUE)
