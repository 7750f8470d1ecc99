-- Failed log-ins by month, workload and reason, with the most that one subject had on one day
-- For: 164.308(a)(5)(ii)(C), 164.312(d)
-- Found by: actions that begin with sign-in. and did not succeed
SELECT
  SUBSTR(daily.day, 1, 7) AS month,
  daily.workload,
  daily.reason,
  SUM(daily.failures) AS failures,
  COUNT(DISTINCT daily.subject) AS subjects,
  MAX(daily.failures) AS most_a_day
FROM (
  SELECT day, workload, COALESCE(reason, 'not stated') AS reason, subject, COUNT(*) AS failures
  FROM events
  WHERE action LIKE 'sign-in.%' AND outcome <> 'success'
  GROUP BY day, workload, COALESCE(reason, 'not stated'), subject
) AS daily
GROUP BY SUBSTR(daily.day, 1, 7), daily.workload, daily.reason
ORDER BY month, daily.workload, daily.reason
