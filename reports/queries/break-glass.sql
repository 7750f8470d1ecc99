-- Break-glass accesses by month and workload, and how many of them were reviewed within the period
-- For: 164.312(a)(2)(ii), 164.308(a)(1)(ii)(D)
-- Found by: the mark of break-glass; a review is an event whose action ends with .reviewed and that names the access by its id
SELECT
  SUBSTR(opened.day, 1, 7) AS month,
  opened.workload,
  COUNT(*) AS accesses,
  SUM(CASE WHEN reviews.about IS NULL THEN 0 ELSE 1 END) AS reviewed,
  SUM(CASE WHEN reviews.about IS NULL THEN 1 ELSE 0 END) AS not_reviewed
FROM (SELECT id, day, workload FROM events WHERE break_glass) AS opened
LEFT JOIN (SELECT DISTINCT about FROM events WHERE action LIKE '%.reviewed' AND about IS NOT NULL) AS reviews
  ON reviews.about = opened.id
GROUP BY SUBSTR(opened.day, 1, 7), opened.workload
ORDER BY month, opened.workload
