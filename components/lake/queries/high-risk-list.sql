-- Patients to call, by the lake's own number of each, those with the highest score first.
SELECT patient_id, clinic_id, risk_score, reasons
FROM patient_risk
WHERE risk_score >= 80 AND as_of = (SELECT max(as_of) FROM patient_risk)
ORDER BY risk_score DESC, patient_id
