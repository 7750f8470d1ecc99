-- Callers with most accesses, the first 25
-- For: 164.308(a)(1)(ii)(D), 164.312(a)(2)(i)
-- Found by: the keyed hash of who asked, where the event has one
SELECT
  caller,
  COUNT(*) AS accesses,
  SUM(CASE WHEN outcome = 'denied' THEN 1 ELSE 0 END) AS denied,
  SUM(CASE WHEN break_glass THEN 1 ELSE 0 END) AS break_glass,
  SUM(records) AS records
FROM events
WHERE caller IS NOT NULL AND (action LIKE 'fhir.%' OR action LIKE 'image.%')
GROUP BY caller
ORDER BY accesses DESC, caller
LIMIT 25
