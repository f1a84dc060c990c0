-- What differs between two attached warehouses, `old` and `new`. Only what differs is kept in memory.

CREATE TEMP TABLE differing AS
SELECT indicator, area_type, area_code, period, sex,
       o.value AS old_value, n.value AS new_value,
       o.status AS old_status, n.status AS new_status
FROM old.figure o FULL JOIN new.figure n USING (indicator, area_type, area_code, period, sex)
WHERE o.status IS DISTINCT FROM n.status
   -- A sum taken in another order differs in its last bits; that is no change.
   OR abs(n.value - o.value) > 1e-9 * greatest(abs(n.value), abs(o.value));

CREATE TEMP TABLE counted AS
SELECT indicator,
       count(*) FILTER (old_status IS NULL) AS came,
       count(*) FILTER (new_status IS NULL) AS went,
       count(*) FILTER (old_status <> new_status) AS status_changed,
       count(*) FILTER (old_status = 'ok' AND new_status = 'ok') AS changed
FROM differing GROUP BY indicator;

-- How far apart the areas of a kind are; where there is one area only, those of all kinds together.
CREATE TEMP TABLE spread AS
WITH shown AS (SELECT DISTINCT indicator FROM differing WHERE old_status = 'ok' AND new_status = 'ok'),
known AS (
    SELECT indicator, area_type, period, sex, value
    FROM old.figure SEMI JOIN shown USING (indicator) WHERE status = 'ok'),
alike AS (
    SELECT indicator, area_type, period, sex, nullif(stddev_pop(value), 0) AS deviation
    FROM known GROUP BY ALL),
every AS (
    SELECT indicator, nullif(stddev_pop(value), 0) AS deviation FROM known GROUP BY ALL)
SELECT indicator, area_type, period, sex, coalesce(alike.deviation, every.deviation) AS deviation
FROM alike JOIN every USING (indicator);

CREATE TEMP TABLE mover AS
SELECT indicator, area_type, area_code, period, sex, old_value, new_value,
       abs(new_value - old_value) / deviation AS deviations
FROM differing JOIN spread USING (indicator, area_type, period, sex)
WHERE old_status = 'ok' AND new_status = 'ok' AND deviation IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY indicator, area_type ORDER BY deviations DESC, area_code, period, sex) <= 3;

CREATE TEMP TABLE code AS
SELECT area_code, area_type, coalesce(n.name, o.name) AS name, n.name IS NOT NULL AS came
FROM old.area o FULL JOIN new.area n USING (area_code, area_type)
WHERE (o.name IS NULL) <> (n.name IS NULL);
