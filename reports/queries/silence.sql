-- Days on which each workload told of nothing at all
-- For: 164.312(b), 164.308(a)(1)(ii)(D)
-- Found by: workloads that have an event in the period, held against its calendar
SELECT
  told.workload,
  COUNT(*) AS days_with_events,
  calendar.days - COUNT(*) AS silent_days,
  MIN(told.day) AS first_day,
  MAX(told.day) AS last_day
FROM (SELECT DISTINCT workload, day FROM events) AS told
CROSS JOIN (SELECT COUNT(*) AS days FROM days) AS calendar
GROUP BY told.workload, calendar.days
ORDER BY told.workload
