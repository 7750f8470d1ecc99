-- Denied events by workload, action and reason
-- For: 164.312(a)(1), 164.308(a)(4)(ii)(B)
-- Found by: outcome denied
SELECT
  workload,
  action,
  COALESCE(reason, 'not stated') AS reason,
  COUNT(*) AS events,
  COUNT(DISTINCT subject) AS subjects,
  MIN(observed_at) AS first_at,
  MAX(observed_at) AS last_at
FROM events
WHERE outcome = 'denied'
GROUP BY workload, action, COALESCE(reason, 'not stated')
ORDER BY workload, action, reason
