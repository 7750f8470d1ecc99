-- Events by action, outcome, purpose and kind of actor
-- For: 164.312(b), 164.308(a)(1)(ii)(D)
-- Found by: every event of the period; accesses to records are the actions that begin with fhir. or image.
SELECT action, outcome, COALESCE(purpose, 'not stated') AS purpose, actor_kind, COUNT(*) AS events
FROM events
GROUP BY action, outcome, COALESCE(purpose, 'not stated'), actor_kind
ORDER BY action, outcome, purpose, actor_kind
