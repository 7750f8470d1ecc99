-- Populations of the period: how many events each control is judged over, and when the first and the last happened
-- For: 164.312(b), 164.308(a)(1)(ii)(D)
-- Found by: the code of the action, the outcome, the recipient and the mark of break-glass, as written below; sample.sql draws from the same
SELECT
  populations.population,
  COALESCE(SUM(kinds.events), 0) AS events,
  MIN(kinds.first_at) AS first_at,
  MAX(kinds.last_at) AS last_at
FROM (
  VALUES ('events'), ('accesses'), ('denied'), ('break-glass'), ('failed-log-ins'), ('disclosures'), ('reviews'), ('unusual')
) AS populations (population)
LEFT JOIN (
  SELECT
    action,
    outcome,
    break_glass,
    CASE WHEN recipient IS NULL THEN 0 ELSE 1 END AS disclosed,
    COUNT(*) AS events,
    MIN(observed_at) AS first_at,
    MAX(observed_at) AS last_at
  FROM events
  GROUP BY action, outcome, break_glass, CASE WHEN recipient IS NULL THEN 0 ELSE 1 END
) AS kinds
  ON populations.population = 'events'
  OR (populations.population = 'accesses' AND (kinds.action LIKE 'fhir.%' OR kinds.action LIKE 'image.%'))
  OR (populations.population = 'denied' AND kinds.outcome = 'denied')
  OR (populations.population = 'break-glass' AND kinds.break_glass)
  OR (populations.population = 'failed-log-ins' AND kinds.action LIKE 'sign-in.%' AND kinds.outcome <> 'success')
  OR (populations.population = 'disclosures' AND kinds.disclosed = 1)
  OR (
    populations.population = 'reviews'
    AND (kinds.action LIKE '%.reviewed' OR kinds.action LIKE '%.approved' OR kinds.action LIKE '%.refused')
  )
  OR (populations.population = 'unusual' AND kinds.action = 'access.unusual')
GROUP BY populations.population
ORDER BY populations.population
