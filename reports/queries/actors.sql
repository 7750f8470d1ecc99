-- Actors, the 200 with most events first
-- For: 164.312(a)(2)(i), 164.312(d)
-- Found by: the actor that each event names: a function, a role or a system, never a person
SELECT
  actor,
  COUNT(*) AS events,
  SUM(CASE WHEN outcome = 'denied' THEN 1 ELSE 0 END) AS denied,
  MIN(observed_at) AS first_at,
  MAX(observed_at) AS last_at
FROM events
GROUP BY actor
ORDER BY events DESC, actor
LIMIT 200
