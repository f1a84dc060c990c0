-- Tables made once at build time from those in schema.sql, so that a page asks for few rows.

-- What a place's page needs: the latest figure of every indicator, one row an area, together on disk.
CREATE TABLE latest_figure AS
SELECT figure.*, period.period_kind, period.period_start, period.period_end, period.period_text
FROM figure
JOIN period USING (indicator, area_type, period)
WHERE period.is_latest AND figure.area_type <> 'lsoa'
ORDER BY figure.area_type, figure.area_code, figure.indicator, figure.sex;

-- The order of wards by value. It places dots on a plot and picks the fifth of wards to mark on a
-- map; it is never shown as a rank, because none of these figures comes with an interval.
CREATE TABLE ward_order AS
SELECT indicator, period, sex, area_code,
       row_number() OVER series AS place,
       count(*) OVER (PARTITION BY indicator, period, sex) AS of_wards,
       ntile(5) OVER series AS fifth
FROM figure
WHERE area_type = 'ward' AND status = 'ok'
WINDOW series AS (PARTITION BY indicator, period, sex ORDER BY value, area_code);
