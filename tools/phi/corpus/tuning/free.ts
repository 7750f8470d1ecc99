import { prose, structured, type Kind } from "../kinds";

/** Texts without a single identifier, full of what looks like one. */
export const FREE: Readonly<Record<string, Kind>> = {
  "free-note": prose(
    "Impression: {t:dz}, stable. {t:bpv}, {t:bpv}. {t:sgn} negative. {t:ana} non-tender. {t:lb}, {t:lb}. Continue {t:rx}. {t:cd}.",
    "ROS negative except {t:sx}. {t:sc}. {t:dv} removed. Start {t:rx}, {t:sx}. Recheck {t:lb} in 6 weeks.",
    "Plan:\n1. {t:dz} - {t:rx}\n2. {t:dz} - {t:lb}, {t:lb}\n3. Wound: {t:dv}, change q shift\nWill follow.",
    "Patient tolerated the procedure well. {t:dv} at {t:ana}. {t:bpv}. May resume diet; will mark the site. Grant access to portal. Hope to wean by evening.",
  ),
  "free-guideline": prose(
    "Adults aged 40 to 75 years with LDL 70-189 mg/dL should be assessed by the Pooled Cohort Equations. In {t:dz}, consider {t:rx}. Grade B evidence; NNT 28.",
    "Hand hygiene: rub for 20 seconds. Isolation level 3. Replace {t:dv} every 72-96 hours. Report a {t:sc} to the charge nurse.",
    "In {t:dz}, {t:sgn} has a sensitivity of 65% and a specificity of 87%. The Framingham cohort and the Salk trial are discussed elsewhere.",
  ),
  "free-codes": structured(
    "code,description,rvu\n99213,Office visit est patient 20-29 min,1.30\n99214,Office visit est patient 30-39 min,1.92\n93000,Electrocardiogram complete,0.43\n{shape:9%###},Office procedure,0.%#",
    "ICD-10-CM  {t:cd}  {t:dz}\nICD-10-CM  {t:cd}  {t:dz}\nLOINC      4548-4  Hemoglobin A1c/Hemoglobin.total in Blood",
  ),
  "free-query": prose(
    "what is the max dose of {t:rx}",
    "differential for {t:lb} with {t:dz}",
    "convert {t:lb} to SI units",
    "is {t:sgn} specific for {t:dz}?",
    "icd code for {t:dz} vs {t:cd}",
  ),
};
