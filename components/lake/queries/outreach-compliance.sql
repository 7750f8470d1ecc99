-- Share of the patients at high risk whom a call has reached in the last 30 days, by clinic.
WITH high_risk AS (
  SELECT patient_id, clinic_id
  FROM patient_risk
  WHERE risk_score >= 80 AND as_of = (SELECT max(as_of) FROM patient_risk)
),
reached AS (
  SELECT DISTINCT patient_id
  FROM calls
  WHERE reached
    AND called_at >= current_timestamp - INTERVAL '30' DAY
    AND as_of = (SELECT max(as_of) FROM calls)
)
SELECT
  high_risk.clinic_id,
  count(*) AS patients_at_high_risk,
  count(reached.patient_id) AS patients_reached,
  round(100.0 * count(reached.patient_id) / count(*), 1) AS reached_percent
FROM high_risk
LEFT JOIN reached ON reached.patient_id = high_risk.patient_id
GROUP BY high_risk.clinic_id
ORDER BY high_risk.clinic_id
