"""The datasets that the replica of the endpoints does not have: declared for the live ones."""

from __future__ import annotations

LACKING = frozenset(
    {
        "dwp_hmrc_cilif",
        "dwp_hmrc_cilif_boroughs",
        "mhclg_iod2025_file8",
        "ons_census2021_ts001_oa",
        "ons_census2021_ts037",
        "ons_census2021_ts039",
        "ons_census2021_ts052",
        "ons_census2021_ts054",
        "ons_census2021_ts066",
        "ons_census2021_ts067",
        "ons_oa21_ward24_lookup",
        "ons_small_area_population",
    }
)


def failed_of(done):
    """The datasets that could not be fetched although the replica has them."""
    return [one for one in done.failed if one.source.id not in LACKING]


def states(done) -> dict[str, str]:
    """Source id → how it was had, of those that the replica has."""
    return {one.source.id: one.state for one in done.found if one.source.id not in LACKING}
