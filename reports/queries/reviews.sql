-- Reviews and decisions by action and outcome
-- For: 164.308(a)(1)(ii)(D), 164.308(a)(4)(ii)(C)
-- Found by: actions that end with .reviewed, .approved or .refused
SELECT
  action,
  outcome,
  COUNT(*) AS events,
  COUNT(DISTINCT about) AS events_decided,
  MIN(observed_at) AS first_at,
  MAX(observed_at) AS last_at
FROM events
WHERE action LIKE '%.reviewed' OR action LIKE '%.approved' OR action LIKE '%.refused'
GROUP BY action, outcome
ORDER BY action, outcome
