"""What the map is sent: small, complete, in words, readable in both themes."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.mosaic_payload import mosaic_payload
from fhfa_data.charts.palette import (
    DECILES,
    DIFFERENCE,
    NEED,
    NEUTRAL,
    contrast,
    ink_on,
    palette_for,
)
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Status
from fhfa_data.model.selection import View
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread

URL = "/app/static/atlas/map-0123456789ab.json"
GM = Area("E47000001", "Greater Manchester", AreaType.GM)


def ward_value(number, value, *, status=Status.OK, interval=None, kind=AreaType.WARD):
    area = Area(f"E05{11350 + number:06}", f"Ward {number}", kind, "E08000003", "Manchester")
    low, high = interval or (None, None)
    figure = Figure(
        "core20_pct", area.code, "2025", "Persons", value, low, high, None, None,
        status, None, "", "Ward 2024",
    )  # fmt: skip
    text = f"{value:.1f}%" if value is not None else status.plain
    words = f"95% interval {low:.1f}% to {high:.1f}%" if interval else ""
    band = None if value is None else number * 5 // 215
    return AreaValue(area, figure, text, words, band, interval)


def spread_of(values, *, polarity=Polarity.LOWER_IS_BETTER, bands=5, level=AreaType.WARD):
    return Spread(
        indicator_id="core20_pct",
        title="Residents in Core20",
        unit_label="% of residents",
        polarity=polarity,
        level=level,
        period_label="2025",
        period_text="2025",
        sex="Persons",
        values=tuple(values),
        benchmarks=(Benchmark(GM, 39.5, "39.5%", 1, "Greater Manchester 39.5%"),),
        band_texts=tuple(f"class {band}" for band in range(bands)),
        worst_band=bands - 1,
        summary="",
        provenance="",
        caveats=(),
    )


@pytest.fixture
def wards():
    return [ward_value(number, number * 100 / 214) for number in range(215)]


def payload_of(spread, **options):
    return map_payload(spread, geometry_url=URL, **options)


def unpacked_codes(packed):
    stem, runs = packed
    pairs = [[int(part) for part in f"{run}*1".split("*")[:2]] for run in runs.split()]
    steps = [step for step, times in pairs for _ in range(times)]
    return [f"{stem}{number:06}" for number in accumulate(steps)]


def unpacked_places(text):
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    return [None if pair == "--" else int(pair, 36) for pair in pairs]


def test_a_change_of_indicator_costs_under_four_kilobytes(wards):
    assert len(json.dumps(payload_of(spread_of(wards)))) < 4_000


def test_codes_and_texts_unpack_to_what_went_in(wards):
    payload = payload_of(spread_of(wards[::-1]))
    assert unpacked_codes(payload["codes"]) == [value.area.code for value in wards]
    texts, unit = payload["text"]
    assert [text + unit for text in texts.split("|")] == [value.text for value in wards]
    assert payload["band"] == "".join(str(value.band) for value in wards)


def test_values_stand_on_the_axis_in_their_order(wards):
    places = unpacked_places(payload_of(spread_of(wards))["x"])
    assert len(places) == 215
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 1000


def test_intervals_are_said_and_drawn():
    payload = payload_of(
        spread_of([ward_value(1, 40.0, interval=(35.0, 45.0)), ward_value(2, 50.0)])
    )
    stem, rest = payload["interval"]
    assert stem + rest.split("|")[0] == "95% interval 35.0% to 45.0%"
    low, x, high = (unpacked_places(payload[name]) for name in ("low", "x", "high"))
    assert low[0] < x[0] < high[0]
    assert low[1] is None


def test_without_intervals_it_says_so(wards):
    assert (
        payload_of(spread_of(wards))["interval"] == "No interval is in this copy for this figure."
    )


def test_missing_values_have_keys_of_their_own(wards):
    missing = [
        ward_value(300, None, status=Status.SUPPRESSED),
        ward_value(301, None, status=Status.NOT_AVAILABLE),
    ]
    payload = payload_of(spread_of([*wards, *missing]))
    assert payload["band"].endswith("sn")
    assert unpacked_places(payload["x"])[-2:] == [None, None]
    texts, unit = payload["text"]
    assert [text + unit for text in texts.split("|")[-2:]] == [one.text for one in missing]
    said = {entry["key"]: entry["text"] for entry in payload["legend"]}
    assert said["s"] == "Withheld by the publisher"
    assert said["n"] == "No data"


def test_the_legend_says_where_the_comparison_falls(wards):
    marks = {e["key"]: e.get("marks") for e in payload_of(spread_of(wards))["legend"]}
    assert marks["1"] == ["Greater Manchester 39.5%"]
    assert marks["0"] == []


def test_the_worst_fifth_is_marked_besides_colour(wards):
    payload = payload_of(spread_of(wards))
    assert payload["worst"] == "4"
    assert any(entry["key"] == "worst" for entry in payload["legend"])
    neutral = replace(spread_of(wards, polarity=Polarity.NEUTRAL), worst_band=None)
    assert all(entry["key"] != "worst" for entry in payload_of(neutral)["legend"])


def test_fewer_classes_take_fewer_colours(wards):
    few = [replace(value, band=min(value.band, 2)) for value in wards]
    palette = payload_of(spread_of(few, bands=3))["palette"]
    assert len(palette["light"]) == len(palette["dark"]) == 3


@pytest.mark.parametrize(("view", "drawn"), [(View.MAP, "map"), (View.HEX, "hex")])
def test_each_view_is_drawn(wards, view, drawn):
    assert payload_of(spread_of(wards), view=view)["view"] == drawn


@pytest.mark.parametrize(
    ("kind", "layer"), [(AreaType.BOROUGH, "boroughs"), (AreaType.LSOA, "lsoas")]
)
def test_boroughs_and_neighbourhoods_can_be_drawn_too(kind, layer):
    assert payload_of(spread_of([ward_value(1, 40.0, kind=kind)], level=kind))["level"] == layer


def test_a_level_without_shapes_cannot_be_drawn():
    with pytest.raises(AtlasError, match="MSOA"):
        payload_of(spread_of([ward_value(1, 40.0, kind=AreaType.MSOA)], level=AreaType.MSOA))


def test_deciles_have_ten_colours_an_axis_of_ten_and_core20_outlined(wards):
    values = [replace(one, band=at % 10) for at, one in enumerate(wards)]
    spread = replace(spread_of(values, bands=10), worst_band=None, deciles=True, benchmarks=())
    payload = payload_of(spread)
    assert payload["palette"] == {"light": DECILES.light, "dark": DECILES.dark}
    assert [text for _, text in payload["axis"]["ticks"]] == [str(one) for one in range(1, 11)]
    assert payload["worst"] == "01"
    assert any("most deprived fifth" in entry["text"] for entry in payload["legend"])


def test_words_beside_values_travel_where_no_interval_is_published():
    values = [replace(ward_value(at, 10.0), interval_text=f"1,{at}00 residents") for at in (1, 2)]
    stem, rest = payload_of(spread_of(values))["interval"]
    assert [stem + one for one in rest.split("|")] == ["1,100 residents", "1,200 residents"]
    assert "low" not in payload_of(spread_of(values))


def test_nothing_to_show_is_still_a_payload():
    payload = payload_of(replace(spread_of([]), benchmarks=(), band_texts=()))
    assert payload["codes"] == ["", ""]
    assert "nothing to show" in payload["plot_label"]


@pytest.mark.parametrize("palette", [NEED, NEUTRAL])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_sequential_classes_run_evenly_away_from_the_paper(palette, theme):
    paper = {"light": "#fdfcfa", "dark": "#14171b"}[theme]
    ratios = [contrast(colour, paper) for colour in getattr(palette, theme)]
    assert ratios == sorted(ratios)
    assert all(later / former > 1.3 for former, later in pairwise(ratios))


def test_deep_means_need_whichever_way_values_run():
    assert palette_for(Polarity.HIGHER_IS_BETTER) == NEED.turned()
    assert palette_for(Polarity.NEUTRAL) == NEUTRAL
    assert palette_for(Polarity.NEUTRAL, difference=True) == DIFFERENCE


def test_deciles_can_be_read_on_their_squares():
    for colour in (*DECILES.light, *DECILES.dark):
        assert contrast(ink_on(colour), colour) >= 4.5


def test_a_mosaic_says_each_square_in_words():
    cells = [
        MosaicCell("E01000002", "Manchester 002A", 7, 1_612, in_core20=False),
        MosaicCell("E01000001", "Manchester 001A", 1, 1_540, in_core20=True),
    ]
    payload = mosaic_payload(cells, place="Harpurhey")
    assert payload["label"] == "Harpurhey: 2 neighbourhoods (LSOAs), most deprived first"
    assert [cell["words"] for cell in payload["cells"]] == [
        "decile 1, 1,540 residents",
        "decile 7, 1,612 residents",
    ]
    assert "1 = most deprived" in payload["key_text"]
