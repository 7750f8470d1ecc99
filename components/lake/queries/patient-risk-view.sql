-- Risk by patient without identifiers: clinic, sex, band of ten years of age, score and reasons, as of the last run.
SELECT clinic_id, sex, age_band, risk_score, reasons
FROM patient_risk
WHERE as_of = (SELECT max(as_of) FROM patient_risk)
