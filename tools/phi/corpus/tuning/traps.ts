import type { Traps } from "../traps";

const split = (text: string): readonly string[] => text.split(" / ").map((item) => item.trim());

export const TRAPS: Traps = {
  lb: split(
    "WBC 11.2 / Hgb 9.8 / K 4.1 / Na 138 / creatinine 1.3 / troponin <0.01 / TSH 2.45 / INR 2.4 / BNP 412 / lactate 1.8 / glucose 187 / LDL 101 / PTT 33.2 / AST 41 / ALT 38 / Plt 212 / HbA1c 7.4% / CRP 12.9 / D-dimer 0.44 / vancomycin trough 15.2",
  ),
  rx: split(
    "metformin 1000 mg BID / lisinopril 20 mg daily / Coumadin 5 mg qhs / Lasix 40 mg IV / Percocet 5/325 q6h prn / Zosyn 3.375 g q8h / Synthroid 88 mcg / Lantus 22 units at bedtime / Keppra 500 mg bid / Bactrim DS 800/160 / heparin 5000 units SQ / Tylenol #3 / Seroquel 25 mg qHS / Humalog 75/25 / Allegra 180 / Ella 30 mg / Abilify 10 mg / Angeliq 0.5/1",
  ),
  dz: split(
    "Parkinson's disease / Alzheimer disease / Crohn's disease / Hodgkin lymphoma / Bell's palsy / Cushing syndrome / Addison's disease / Graves' disease / Guillain-Barré syndrome / Wegener granulomatosis / Wilson disease / Paget's disease of bone / Barrett's esophagus / Sjogren syndrome / Ewing sarcoma / Wolff-Parkinson-White / Mallory-Weiss tear / Down syndrome / Marfan syndrome / Colles fracture / Baker's cyst / Dupuytren contracture",
  ),
  sc: split("GCS 15 / NYHA class II / APGAR 8/9 / PHQ-9 14 / GAD-7 11 / CHA2DS2-VASc 4 / HEART score 3 / ASA III / Mallampati II / Wells score 1.5 / Braden 17 / pain 7/10 / ECOG 1 / MELD 18 / Morse 45 / RASS -1"),
  sgn: split("Murphy's sign / Babinski / Homans sign / Kernig / McBurney's point / Romberg / Tinel / Phalen / Lachman / McMurray / Trendelenburg / Cullen sign / Grey Turner"),
  ana: split("C5-C6 / L4-L5 / S1 / T12 / circle of Willis / Cooper's ligament / Douglas pouch / 2/6 systolic murmur / V1-V4 / Achilles tendon / fallopian tubes / Eustachian tube"),
  dv: split("Foley catheter / Jackson-Pratt drain / Kirschner wire / Swan-Ganz / Hickman line / 18G IV / 3-0 Vicryl / 22 Fr / #10 blade / Bair Hugger / Yankauer / Kelly clamp / Port-a-Cath"),
  cd: split("I10 / E11.9 / J45.909 / Z79.4 / F32.1 / CPT 99213 / CPT 93000 / HCPCS G0439 / LOINC 4548-4 / SNOMED 44054006 / NDC 0002-8215-01 / ICD-10 M54.5 / DRG 470 / RxNorm 860975 / CPT 45378"),
  bpv: split("BP 132/84 / HR 88 / T 98.6 / RR 18 / SpO2 97% on RA / BP 101/60 / O2 sat 94% 2L / Temp 101.2 F / BMI 31.4 / Wt 82.4 kg / 5'10\""),
  sx: split("x3 days / for 2 weeks / q4h / 2-3 times a day / 10/10 pain / 4 of 6 / 1+ edema / 20/40 vision / 24/7 / 50-60% / since childhood / G2P1001 / 30 pack-year / 1 in 8 / one-half tablet"),
}; // prettier-ignore
