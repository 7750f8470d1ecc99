import type { Coded } from "../record";

const rx = (code: string, display: string): Coded => ({ system: "rxnorm", code, display });

/** Drugs by short name, with RxNorm's codes and how they are taken. */
export const MEDICATIONS = {
  lisinopril: [rx("314076", "lisinopril 10 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  amlodipine: [rx("197361", "amlodipine 5 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  hydrochlorothiazide: [rx("310798", "hydrochlorothiazide 25 MG Oral Tablet"), "Take 1 tablet by mouth every morning"],
  metformin: [rx("861007", "metformin hydrochloride 500 MG Oral Tablet"), "Take 1 tablet by mouth twice a day with meals"],
  atorvastatin: [rx("617310", "atorvastatin 20 MG Oral Tablet"), "Take 1 tablet by mouth at bedtime"],
  albuterol: [rx("745679", "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler"), "Inhale 2 puffs every 4 to 6 hours as needed"],
  levothyroxine: [rx("966222", "levothyroxine sodium 0.075 MG Oral Tablet"), "Take 1 tablet by mouth every morning on an empty stomach"],
  omeprazole: [rx("198051", "omeprazole 20 MG Delayed Release Oral Capsule"), "Take 1 capsule by mouth before breakfast"],
  sertraline: [rx("312941", "sertraline 50 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  amoxicillin: [rx("308182", "amoxicillin 250 MG Oral Capsule"), "Take 1 capsule by mouth three times a day for 10 days"],
  azithromycin: [rx("308460", "azithromycin 250 MG Oral Tablet"), "Take 2 tablets on day 1, then 1 tablet a day for 4 days"],
  ciprofloxacin: [rx("197511", "ciprofloxacin 250 MG Oral Tablet"), "Take 1 tablet by mouth twice a day for 3 days"],
  ibuprofen: [rx("310965", "ibuprofen 200 MG Oral Tablet"), "Take 2 tablets by mouth every 6 hours as needed for pain"],
  acetaminophen: [rx("313782", "acetaminophen 325 MG Oral Tablet"), "Take 2 tablets by mouth every 6 hours as needed"],
  aspirin: [rx("243670", "aspirin 81 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  metoprolol: [rx("866412", "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet"), "Take 1 tablet by mouth once a day"],
  furosemide: [rx("313988", "furosemide 40 MG Oral Tablet"), "Take 1 tablet by mouth every morning"],
  warfarin: [rx("855332", "warfarin sodium 5 MG Oral Tablet"), "Take as directed by the anticoagulation clinic"],
  donepezil: [rx("997223", "donepezil hydrochloride 10 MG Oral Tablet"), "Take 1 tablet by mouth at bedtime"],
  tamoxifen: [rx("198240", "tamoxifen citrate 10 MG Oral Tablet"), "Take 1 tablet by mouth twice a day"],
  ferrousSulfate: [rx("310325", "ferrous sulfate 325 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  allopurinol: [rx("197319", "allopurinol 100 MG Oral Tablet"), "Take 1 tablet by mouth once a day"],
  naproxen: [rx("849574", "naproxen sodium 220 MG Oral Tablet"), "Take 1 tablet by mouth every 12 hours with food"],
} as const satisfies Readonly<Record<string, readonly [Coded, string]>>; // prettier-ignore

export type MedicationName = keyof typeof MEDICATIONS;
