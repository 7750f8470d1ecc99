-- Share of hospital stays after which the patient came back within 30 days, by clinic and year of discharge.
SELECT
  clinic_id,
  discharge_year,
  count(*) AS stays,
  count_if(readmitted) AS readmissions,
  round(100.0 * count_if(readmitted) / count(*), 1) AS readmission_rate_percent
FROM hospital_stays
WHERE as_of = (SELECT max(as_of) FROM hospital_stays)
GROUP BY clinic_id, discharge_year
ORDER BY clinic_id, discharge_year
