"""What the replica of the endpoints lacks, read from small samples in the published layout.

Every sample is made here: codes of areas are real, all numbers are invented, and none is taken from
a published file. The names of sheets and columns are those that the catalogue says.
"""

from __future__ import annotations

import csv
import io

import pytest
from samples import by_hand
from small_workbooks import Share, excel, open_document, packed

from fhfa_data.refresh.contracts import take
from fhfa_data.sources import govuk_file, nomis

LSOAS = ["E01004766", "E01004767", "W01000003"]  # the last is in Wales and is left out
CODE = "LSOA code (2021)"


@pytest.fixture
def read(catalogue, tmp_path):
    """The figures that a sample makes, by indicator, area and period; any number of areas."""

    def of(name, protocol, data):
        source = catalogue.sources[name]
        some = source.reading.model_copy(update={"rows": (1, 10)})
        source = source.model_copy(update={"reading": some})
        table = by_hand(tmp_path, protocol, source, data=data)
        figures = take(table, source, catalogue.indicators).table
        return figures.set_index(["indicator", "area_code", "period"]).sort_index()

    return of


def bulk(catalogue, name, counts):
    """A bulk zip: ``counts`` are each area's numbers, by what the column's name ends in."""
    source = catalogue.sources[name]
    read = (name for *_, one in source.reading.parts for name in (one.denominator, *one.numerator))
    columns = dict.fromkeys((*read, *source.contract.names))
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["date", "geography", "geography code", *columns])
    for code, of_area in zip(LSOAS, counts, strict=True):
        cells = [next(v for k, v in of_area.items() if name.endswith(k)) for name in columns]
        lines.writerow(["2021", f"Place {code}", code, *cells])
    return packed(**{source.fetch.member: out.getvalue().encode(), "metadata.txt": b"notes"})


HEALTH = {"All usual residents": 200, "Very bad health": 4, ": Bad health": 6}
HEALTH |= {"Fair health": 30, ": Good health": 60, "Very good health": 100}
CARE = {
    "aged 5 and over": 180,
    "no unpaid care": 162,
    "19 hours or less unpaid care a week": 9,
    "20 to 49 hours unpaid care a week": 6,
    "50 or more hours unpaid care a week": 3,
}
WORK = {
    "16 years and over": 160,
    "(excluding full-time students): Unemployed": 8,
    "full-time student: Unemployed": 2,
    "Long-term sick or disabled": 12,
}
LEARNING = {
    "16 years and over": 160,
    "No qualifications": 40,
    "Level 4 qualifications and above": 60,
}
ROOMS = {"All households": 80, "bedrooms: -1": 5, "-2 or less": 3}
TENURE = {"All households": 80, "Social rented": 20, "Private rented": 12}


@pytest.mark.parametrize(
    ("table", "counts", "expected"),
    [
        ("ts037", HEALTH, {"bad_health_pct": (10, 200)}),
        (
            "ts039",
            CARE,
            {
                "unpaid_care_pct": (18, 180),
                "unpaid_care_20_hours_pct": (9, 180),
                "unpaid_care_50_hours_pct": (3, 180),
            },
        ),
        ("ts066", WORK, {"unemployed_pct": (10, 160), "long_term_sick_pct": (12, 160)}),
        (
            "ts067",
            LEARNING,
            {"no_qualifications_pct": (40, 160), "level4_qualifications_pct": (60, 160)},
        ),
        ("ts052", ROOMS, {"overcrowded_pct": (8, 80)}),
        ("ts054", TENURE, {"social_rented_pct": (20, 80), "private_rented_pct": (12, 80)}),
    ],
)
def test_census_tables_in_bulk(catalogue, read, table, counts, expected):
    data = bulk(catalogue, f"ons_census2021_{table}", [counts, dict.fromkeys(counts, 0), counts])
    figures = read(f"ons_census2021_{table}", nomis, data)
    for indicator, (numerator, denominator) in expected.items():
        row = figures.loc[indicator, LSOAS[0], "2021"]
        assert (row["numerator"], row["denominator"]) == (numerator, denominator)
        assert row["value"] == pytest.approx(100 * numerator / denominator)
        nobody = figures.loc[indicator, LSOAS[1], "2021"]
        assert (nobody["status"], nobody["denominator"]) == ("not_available", 0)
    assert set(figures.index.get_level_values("area_code")) == set(LSOAS[:2])
    assert set(figures.index.get_level_values("indicator")) == set(expected)


def test_population_estimates_have_a_row_a_year(read):
    names = ["DATE_NAME", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "MEASURES_NAME", "OBS_VALUE"]
    cells = [(year, code) for year in (2022, 2023, 2024) for code in LSOAS]
    lines = [",".join([*names, "RECORD_OFFSET", "RECORD_COUNT"])]
    for number, (year, code) in enumerate(cells):
        lines.append(f"{year},Place,{code},Value,{1500 + number},{number},{len(cells)}")
    figures = read("ons_small_area_population", nomis, "\n".join(lines).encode())
    found = figures.loc["population_mid_year", LSOAS[0]]["value"]
    assert found.to_dict() == {"2022": 1500, "2023": 1503, "2024": 1506}


def test_underlying_indicators_keep_what_was_withheld(read):
    names = ["Acute morbidity indicator", "Comparative illness and disability ratio indicator"]
    names += ["Mental health indicator", "Years of potential life lost indicator"]
    header = [CODE, "LSOA name (2021)", "Local Authority District code (2024)"]
    header += ["Local Authority District name (2024)", *names]
    place = ["Bolton 001A", "E08000001", "Bolton"]
    sheet = [header, [LSOAS[0], *place, 101.5, 98.0, -0.25, 44.0]]
    sheet.append([LSOAS[1], *place, "[c]", 120.0, "", "*"])
    figures = read("mhclg_iod2025_file8", govuk_file, excel(sheet, "Notes", "IoD25 Health Domain"))
    assert figures.loc["mood_anxiety", LSOAS[0], "2025"]["value"] == -0.25
    statuses = figures.xs(LSOAS[1], level="area_code")["status"].droplevel("period").to_dict()
    assert statuses == {
        "acute_morbidity": "suppressed",
        "comparative_illness_disability_ratio": "ok",
        "mood_anxiety": "not_available",
        "years_potential_life_lost": "suppressed",
    }


COUNT, PERCENT = "Number of children \nFYE {}", "Percentage of children \nFYE {}\n(%)\n[note 3]"
YEARS = [COUNT.format(2024), COUNT.format(2025), PERCENT.format(2024), PERCENT.format(2025)]
NOTES = [["Table 0: a test's own, with invented numbers"], ["Back to Contents"], [], ["Source: "]]


def test_children_by_ward_from_a_sheet_with_notes_and_line_breaks(read):
    header = ["Local Authority [note 2]", "Area Code", "Ward [note 2]", "Area Code", *YEARS]
    sheet = [
        *NOTES,
        header,
        ["", "", "United Kingdom [note 4]", "K02000001", 1000, 1100, Share(0.2), Share(0.22)],
        ["Bolton", "E08000001", "Made-up ward", "E05014818", "1,234", 77, Share(0.263), "28.7%"],
        ["Bolton", "E08000001", "Another ward", "E05014819", "[x]", "[low]", "[x]", Share(0.0)],
        ["Note 3: invented"],
    ]
    figures = read("dwp_hmrc_cilif", govuk_file, open_document(sheet, "4_AHC_Relative_Ward"))
    first = figures.loc["children_low_income_ahc_pct", "E05014818"]
    assert first["value"].to_dict() == {"2023/24": pytest.approx(26.3), "2024/25": 28.7}
    assert first["numerator"].to_dict() == {"2023/24": 1234, "2024/25": 77}
    assert first["denominator"].isna().all()
    second = figures.loc["children_low_income_ahc_pct", "E05014819"]
    assert second["status"].to_dict() == {"2023/24": "not_available", "2024/25": "ok"}
    assert second["value"]["2024/25"] == 0
    assert set(figures["area_type"]) == {"ward"}


def test_children_by_borough_from_the_other_sheet(read):
    header = ["Local Authority [note 2]", "Area Code", *YEARS]
    sheet = [*NOTES, header, ["Bolton", "E08000001", 25, 24, Share(0.4), Share(0.5)]]
    sheet += [["Highland", "S12000017", 25, 24, Share(0.4), Share(0.5)]]
    figures = read("dwp_hmrc_cilif_boroughs", govuk_file, open_document(sheet, "2_AHC_Relative_LA"))
    assert figures["value"].tolist() == [40, 50]
    assert set(figures["area_type"]) == {"borough"}
