-- The warehouse: small, immutable, rebuilt whole. Figures are long (a row a figure) and sorted by
-- indicator, period and area, which is how they are asked for.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE area (
    area_code VARCHAR PRIMARY KEY,
    area_type VARCHAR NOT NULL,      -- lsoa, msoa, ward, borough, gm, england
    name VARCHAR NOT NULL,
    borough_code VARCHAR NOT NULL,   -- '' for Greater Manchester and England
    borough_name VARCHAR NOT NULL
);

CREATE TABLE lsoa (
    lsoa21_code VARCHAR PRIMARY KEY,
    lsoa21_name VARCHAR NOT NULL,
    msoa21_code VARCHAR NOT NULL,
    msoa21_name VARCHAR NOT NULL,
    msoa11_code VARCHAR NOT NULL,    -- through LSOA 2011
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
    overlap_pct DOUBLE NOT NULL,     -- intersection over union with the exact ward, percent
    wkb BLOB NOT NULL                -- EPSG:4326
);

CREATE TABLE dataset (
    source VARCHAR PRIMARY KEY,      -- id in the catalogue; sources not listed are the starter's
    origin VARCHAR NOT NULL,         -- starter, refresh
    as_of VARCHAR NOT NULL,          -- day the raw bytes were had, YYYY-MM-DD
    digest VARCHAR NOT NULL,         -- of the raw bytes
    note VARCHAR NOT NULL            -- why a newer copy could not be had; '' if it was
);

CREATE TABLE figure (
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
    geography_vintage VARCHAR NOT NULL
);

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
