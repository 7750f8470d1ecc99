-- Events by hour of the day, UTC
-- For: 164.308(a)(1)(ii)(D)
-- Found by: the hour in which the event happened
SELECT
  EXTRACT(HOUR FROM observed_at) AS hour,
  COUNT(*) AS events,
  SUM(CASE WHEN action LIKE 'fhir.%' OR action LIKE 'image.%' THEN 1 ELSE 0 END) AS accesses,
  SUM(CASE WHEN outcome = 'denied' THEN 1 ELSE 0 END) AS denied,
  SUM(CASE WHEN break_glass THEN 1 ELSE 0 END) AS break_glass
FROM events
GROUP BY EXTRACT(HOUR FROM observed_at)
ORDER BY hour
