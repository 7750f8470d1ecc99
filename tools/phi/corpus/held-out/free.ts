import { prose, structured, type Kind } from "../kinds";

/** Texts without a single identifier, full of what looks like one. */
export const FREE: Readonly<Record<string, Kind>> = {
  "free-note": prose(
    "A: {t:dz} much improved on {t:rx}. {t:lb}, {t:lb}. O: {t:bpv}, {t:ana}, {t:sgn} equivocal. P: {t:cd}, taper as above.",
    "Wound check. {t:dv} out. {t:ana} clean. {t:sx}. {t:sc}. Frank pus none. Stitch at base of the head. Rich diet. May shower. Will follow prn.",
    "CC: {t:sx}. Meds {t:rx}; {t:rx}. {t:sgn}, {t:sgn} both negative. {t:lb} / {t:lb}. Rx: {t:rx}. Return if worse.",
    "NEURO {t:sc}. RESP {t:bpv}, vent AC 16/450/5/40%. CV {t:ana}. GI {t:dv} to LIS. HEME {t:lb}. ID {t:rx} day 3/7. LINES {t:dv}.",
    "Consistent with {t:dz} rather than {t:dz}. Suggest {t:cd}. The {t:dv} was flushed. Art line dampened. Summer cold. Major joints fine. Chase the {t:lb}.",
  ),
  "free-guideline": prose(
    "Start statin therapy in those 40-75 with a 10-year risk of 7.5% or more; see the Bradford Hill criteria. {t:rx} is an option in {t:dz} (class IIa, level B-R).",
    "Storage: 2-8 C. Discard 28 days after first use. Lot and expiry are printed on the carton. Shake well. Do not exceed 4 g in 24 h.",
    "Dosing by weight: 10-14 kg 125 mg; 15-19 kg 187.5 mg; 20-29 kg 250 mg q6h. For {t:dz} double the interval. Cockcroft-Gault, not MDRD.",
    "Policy: verify two identifiers. Codes: Code Blue dial 5555; Code Gray dial 5500. Ratio 1:4 on days. Level 2 restraints q15 min checks. Doctors and nurses sign at each change.",
    "Vaccines at 2, 4, 6 and 12-15 months. Catch-up through 18 years. {t:cd} applies. Contraindicated after {t:dz}.",
    "Scoring of {t:sc}: 0-4 mild, 5-9 moderate, 10-14 severe. The Likert items run 1 to 5. Cohen's kappa .81; Cronbach .88; Kaplan-Meier at 60 months.",
  ),
  "free-codes": structured(
    "| CPT | Descriptor | wRVU |\n| 27447 | Total knee arthroplasty | 19.60 |\n| 29881 | Knee arthroscopy, meniscectomy | 7.03 |\n| {shape:6%###} | Nerve procedure | {n:2-30}.{n:10-99} |",
    "test_code,test_name,units,low,high\n2160-0,Creatinine,mg/dL,0.6,1.2\n718-7,Hemoglobin,g/dL,12.0,17.5\n2345-7,Glucose,mg/dL,70,99\n{shape:%###-#},Analyte,mmol/L,{n:1-9}.0,{n:10-40}.0",
    "NDC {shape:%####-0###-##}  {t:rx}\nNDC {shape:%####-0###-##}  {t:rx}\nFormulary tier 2, QL 30/30, ST",
    '{"resourceType":"ValueSet","url":"http://hl7.org/fhir/ValueSet/observation-status","version":"4.0.1","compose":{"include":[{"system":"http://snomed.info/sct","concept":[{"code":"38341003","display":"Hypertensive disorder"},{"code":"73211009","display":"Diabetes mellitus"}]}]}}',
  ),
  "free-query": prose(
    "how fast can i push {t:rx}",
    "{t:lb} with {t:lb}, what's the workup",
    "does {t:dz} run in families",
    "{t:sgn} vs {t:sgn}",
    "renal dosing {t:rx} at egfr 25-30",
    "best view for {t:ana}",
    "explain {t:sc} to a layperson",
    "what does {t:cd} mean on a bill",
    "side effects of {t:rx} in women over 65",
  ),
};
