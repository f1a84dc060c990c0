-- The warehouse: small, immutable, rebuilt whole. Figures are long (a row a figure) and sorted by
-- indicator, period and area, which is how they are asked for.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE area (
    area_code VARCHAR PRIMARY KEY,
    area_type VARCHAR NOT NULL,      -- lsoa, msoa, ward, borough, gm, region, england
    name VARCHAR NOT NULL,
    borough_code VARCHAR NOT NULL,   -- '' for what is wider than a borough
    borough_name VARCHAR NOT NULL,
    local_name VARCHAR NOT NULL      -- what people call an MSOA; '' for all others
);

CREATE TABLE borough_region (
    borough_code VARCHAR PRIMARY KEY,
    region_code VARCHAR NOT NULL,    -- an area of its own only if all its boroughs are installed
    region_name VARCHAR NOT NULL
);

CREATE TABLE lsoa (
    lsoa21_code VARCHAR PRIMARY KEY,
    lsoa21_name VARCHAR NOT NULL,
    msoa21_code VARCHAR NOT NULL,    -- '' where it isn't known
    msoa21_name VARCHAR NOT NULL,
    msoa11_code VARCHAR NOT NULL,    -- through LSOA 2011; '' where it isn't known
    ward24_code VARCHAR NOT NULL,    -- ONS best fit
    borough_code VARCHAR NOT NULL,
    residents DOUBLE NOT NULL        -- Census 2021 usual residents
);

CREATE TABLE place (
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    lon DOUBLE NOT NULL,             -- degrees, WGS84
    lat DOUBLE NOT NULL,
    source VARCHAR NOT NULL,
    as_of VARCHAR NOT NULL,
    ward24_code VARCHAR NOT NULL
);

CREATE TABLE ward_shape (
    ward24_code VARCHAR PRIMARY KEY,
    overlap_pct DOUBLE,              -- intersection over union with the exact ward, percent;
                                     -- null where no exact shape was there to measure against
    wkb BLOB NOT NULL                -- EPSG:4326
);

-- Every neighbourhood, or nothing where some are neither embedded nor fetched.
CREATE TABLE lsoa_shape (
    lsoa21_code VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,         -- id in the catalogue: which layer, so how far generalised
    drawn VARCHAR NOT NULL,          -- exact; or made from shapes of 2011: whole, divided
    overlap_pct DOUBLE,              -- as in ward_shape
    wkb BLOB NOT NULL                -- EPSG:4326
);

CREATE TABLE postcode (
    postcode VARCHAR PRIMARY KEY,    -- with its space, such as M1 1AA
    lsoa21_code VARCHAR NOT NULL,    -- the one that holds the point
    ward24_code VARCHAR NOT NULL,    -- as Ordnance Survey gives it: not always the LSOA's best fit
    easting INTEGER NOT NULL,        -- metres, EPSG:27700
    northing INTEGER NOT NULL,
    quality INTEGER NOT NULL         -- of the position: 10 good, 50 approximate
);

CREATE TABLE age (
    area_code VARCHAR NOT NULL,      -- an LSOA, or England
    age_band VARCHAR NOT NULL,       -- five years, such as 10-14; 85+
    residents INTEGER NOT NULL,      -- Census 2021 usual residents
    PRIMARY KEY (area_code, age_band)
);

CREATE TABLE ward_change (           -- where wards of December 2022 that are no more went
    ward22_code VARCHAR NOT NULL,
    ward22_name VARCHAR NOT NULL,
    ward24_code VARCHAR NOT NULL,
    share_pct DOUBLE NOT NULL,       -- of the old ward's postcodes; shares under 2% left out
    postcodes INTEGER NOT NULL,
    PRIMARY KEY (ward22_code, ward24_code)
);

-- The next three hold every area, or nothing until a refresh has brought them.

CREATE TABLE msoa_shape (            -- not of the few that were redrawn for 2021
    msoa11_code VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    wkb BLOB NOT NULL                -- EPSG:4326
);

CREATE TABLE borough_shape (
    borough_code VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    wkb BLOB NOT NULL                -- EPSG:4326
);

CREATE TABLE rural_urban (
    lsoa21_code VARCHAR PRIMARY KEY,
    class_code VARCHAR NOT NULL,     -- of the ONS rural urban classification 2021, such as UN1
    class_name VARCHAR NOT NULL,     -- as published
    is_urban BOOLEAN NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE dataset (
    source VARCHAR PRIMARY KEY,      -- id in the catalogue; sources not listed are the starter's
    origin VARCHAR NOT NULL,         -- refresh; could not be had: starter, or none (nothing here)
    as_of VARCHAR NOT NULL,          -- day the bytes were had, YYYY-MM-DD; '' for none
    digest VARCHAR NOT NULL,         -- of the raw bytes
    note VARCHAR NOT NULL            -- why a newer copy could not be had; '' if it was
);

CREATE TABLE check_result (
    "check" VARCHAR NOT NULL,        -- id, see docs/data-checks.md
    dataset VARCHAR NOT NULL,        -- id in the catalogue; '' for all figures together
    outcome VARCHAR NOT NULL,        -- passed, failed, not_run
    detail VARCHAR NOT NULL,         -- in words
    PRIMARY KEY ("check", dataset)
);

CREATE TABLE definition (
    kind VARCHAR NOT NULL,           -- indicator, dataset: added or changed by users of the atlas
    id VARCHAR NOT NULL,
    content VARCHAR NOT NULL,        -- JSON: what the catalogue would say of it
    PRIMARY KEY (kind, id)
);

-- How figures are kept; what is read is the view `figure` below.
CREATE SCHEMA stored;

-- Every figure that says something of one area: a value, or why there is none for just this one.
CREATE TABLE stored.figure (
    indicator VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,         -- the publisher's label
    sex VARCHAR NOT NULL,
    value DOUBLE,
    ci95_low DOUBLE,
    ci95_high DOUBLE,
    numerator DOUBLE,
    denominator DOUBLE,
    status VARCHAR NOT NULL,         -- ok, suppressed, not_available, not_applicable
    method VARCHAR,
    reason VARCHAR NOT NULL,         -- why there is no value; '' when there is one
    source VARCHAR NOT NULL,         -- id in the catalogue
    geography_vintage VARCHAR NOT NULL,
    compared_to_england VARCHAR      -- the publisher's own verdict, in its words; null if none
);

-- What is missing for all areas of a kind alike. England has two million such gaps; this says each once.
CREATE TABLE stored.gap (
    indicator VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    borough_code VARCHAR NOT NULL,   -- the areas in this borough; '' for all areas of the kind
    period VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    method VARCHAR,
    reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    geography_vintage VARCHAR NOT NULL
);

-- Each of these gaps as a row an area, as if it were stored.
CREATE VIEW stored.gap_figure AS
SELECT gap.indicator, gap.area_type, area.area_code, gap.period, gap.sex,
       NULL::DOUBLE AS value, NULL::DOUBLE AS ci95_low, NULL::DOUBLE AS ci95_high,
       NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator,
       gap.status, gap.method, gap.reason, gap.source, gap.geography_vintage,
       NULL::VARCHAR AS compared_to_england
FROM stored.gap JOIN main.area AS area ON area.area_type = gap.area_type AND gap.borough_code IN ('', area.borough_code);

-- Every figure, one row an indicator, area, period and sex, gaps included.
CREATE VIEW figure AS FROM stored.figure UNION ALL FROM stored.gap_figure;

CREATE TABLE period (
    indicator VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,    -- snapshot, annual, three_year, five_year, cumulative
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    period_text VARCHAR NOT NULL,
    is_latest BOOLEAN NOT NULL,      -- ends last for this indicator and kind of area
    PRIMARY KEY (indicator, area_type, period)
);
