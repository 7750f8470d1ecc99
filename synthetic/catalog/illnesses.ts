import type { Coded } from "../record";
import { icd10, snomed, type InterventionName } from "./codes";
import type { MedicationName } from "./medications";

export interface Illness {
  readonly snomed: Coded;
  readonly icd10: Coded;
  /** Days that an acute one lasts, from and to; a chronic one stays. */
  readonly lasts?: readonly [from: number, to: number];
  /** Chance of onset in a year from an age on: the last age that is reached counts. */
  readonly onset: readonly (readonly [age: number, chance: number])[];
  readonly only?: "female" | "male";
  /** The chance is multiplied by this where the patient has the illness named. */
  readonly raisedBy?: Readonly<Record<string, number>>;
  readonly seenIn: "ambulatory" | "emergency" | "inpatient";
  /** Follow-up visits a year of a chronic one. */
  readonly visitsAYear?: number;
  readonly medications: readonly MedicationName[];
  readonly interventions?: readonly InterventionName[];
  /** Added to the yearly chance of death. */
  readonly deadly?: number;
  /** What the patient complains of. */
  readonly complaint: string;
}

/** Rough incidences: enough for plausible mixes by age and sex, not for epidemiology. */
export const ILLNESSES: Readonly<Record<string, Illness>> = {
  hypertension: { snomed: snomed("59621000", "Essential hypertension (disorder)"), icd10: icd10("I10", "Essential (primary) hypertension"), onset: [[20, 0.004], [35, 0.014], [50, 0.03], [65, 0.045]], raisedBy: { obesity: 1.8, diabetes: 1.6 }, seenIn: "ambulatory", visitsAYear: 1.5, medications: ["lisinopril", "amlodipine", "hydrochlorothiazide"], complaint: "elevated blood pressure" },
  diabetes: { snomed: snomed("44054006", "Diabetes mellitus type 2 (disorder)"), icd10: icd10("E11.9", "Type 2 diabetes mellitus without complications"), onset: [[25, 0.002], [40, 0.008], [55, 0.013], [75, 0.008]], raisedBy: { obesity: 3 }, seenIn: "ambulatory", visitsAYear: 3, medications: ["metformin"], deadly: 0.003, complaint: "fatigue and increased thirst" },
  hyperlipidemia: { snomed: snomed("55822004", "Hyperlipidemia (disorder)"), icd10: icd10("E78.5", "Hyperlipidemia, unspecified"), onset: [[25, 0.005], [40, 0.025], [60, 0.03]], seenIn: "ambulatory", visitsAYear: 0.7, medications: ["atorvastatin"], complaint: "abnormal cholesterol on screening" },
  obesity: { snomed: snomed("414916001", "Obesity (disorder)"), icd10: icd10("E66.9", "Obesity, unspecified"), onset: [[8, 0.006], [20, 0.014], [45, 0.01], [70, 0.003]], seenIn: "ambulatory", visitsAYear: 0.3, medications: [], complaint: "weight gain" },
  asthma: { snomed: snomed("195967001", "Asthma (disorder)"), icd10: icd10("J45.909", "Unspecified asthma, uncomplicated"), onset: [[2, 0.009], [12, 0.002], [40, 0.001]], seenIn: "ambulatory", visitsAYear: 1, medications: ["albuterol"], complaint: "wheezing" },
  copd: { snomed: snomed("13645005", "Chronic obstructive lung disease (disorder)"), icd10: icd10("J44.9", "Chronic obstructive pulmonary disease, unspecified"), onset: [[45, 0.002], [60, 0.007]], raisedBy: { smoking: 6 }, seenIn: "ambulatory", visitsAYear: 2, medications: ["albuterol"], deadly: 0.02, complaint: "chronic cough and breathlessness" },
  hypothyroidism: { snomed: snomed("40930008", "Hypothyroidism (disorder)"), icd10: icd10("E03.9", "Hypothyroidism, unspecified"), onset: [[20, 0.001], [45, 0.004]], seenIn: "ambulatory", visitsAYear: 1, medications: ["levothyroxine"], complaint: "fatigue and cold intolerance" },
  depression: { snomed: snomed("370143000", "Major depressive disorder (disorder)"), icd10: icd10("F32.9", "Major depressive disorder, single episode, unspecified"), onset: [[13, 0.007], [30, 0.009], [60, 0.005]], seenIn: "ambulatory", visitsAYear: 2.5, medications: ["sertraline"], complaint: "low mood and poor sleep" },
  anxiety: { snomed: snomed("21897009", "Generalized anxiety disorder (disorder)"), icd10: icd10("F41.1", "Generalized anxiety disorder"), onset: [[14, 0.006], [45, 0.003]], raisedBy: { depression: 3 }, seenIn: "ambulatory", visitsAYear: 1.5, medications: ["sertraline"], complaint: "persistent worry" },
  reflux: { snomed: snomed("235595009", "Gastroesophageal reflux disease (disorder)"), icd10: icd10("K21.9", "Gastro-esophageal reflux disease without esophagitis"), onset: [[20, 0.006], [45, 0.01]], raisedBy: { obesity: 1.6 }, seenIn: "ambulatory", visitsAYear: 0.5, medications: ["omeprazole"], complaint: "heartburn" },
  kneeArthritis: { snomed: snomed("239873007", "Osteoarthritis of knee (disorder)"), icd10: icd10("M17.9", "Osteoarthritis of knee, unspecified"), onset: [[45, 0.006], [60, 0.014]], raisedBy: { obesity: 2 }, seenIn: "ambulatory", visitsAYear: 0.8, medications: ["naproxen"], complaint: "knee pain on stairs" },
  gout: { snomed: snomed("90560007", "Gout (disorder)"), icd10: icd10("M10.9", "Gout, unspecified"), onset: [[35, 0.002], [60, 0.004]], seenIn: "ambulatory", visitsAYear: 0.6, medications: ["allopurinol"], complaint: "a hot, painful big toe" },
  kidneyDisease: { snomed: snomed("433144002", "Chronic kidney disease stage 3 (disorder)"), icd10: icd10("N18.30", "Chronic kidney disease, stage 3 unspecified"), onset: [[55, 0.003], [70, 0.012]], raisedBy: { diabetes: 3, hypertension: 2 }, seenIn: "ambulatory", visitsAYear: 2, medications: [], deadly: 0.015, complaint: "raised creatinine" },
  coronaryDisease: { snomed: snomed("53741008", "Coronary arteriosclerosis (disorder)"), icd10: icd10("I25.10", "Atherosclerotic heart disease of native coronary artery without angina pectoris"), onset: [[45, 0.002], [60, 0.009]], raisedBy: { hypertension: 1.8, diabetes: 1.8, hyperlipidemia: 1.5, smoking: 1.8 }, seenIn: "ambulatory", visitsAYear: 1.5, medications: ["aspirin", "atorvastatin", "metoprolol"], interventions: ["electrocardiogram"], deadly: 0.01, complaint: "chest tightness on exertion" },
  heartAttack: { snomed: snomed("22298006", "Myocardial infarction (disorder)"), icd10: icd10("I21.9", "Acute myocardial infarction, unspecified"), lasts: [20, 40], onset: [[45, 0.001], [65, 0.004]], raisedBy: { coronaryDisease: 6, smoking: 1.8 }, seenIn: "inpatient", medications: ["aspirin", "metoprolol"], interventions: ["electrocardiogram", "coronaryStent"], deadly: 0.12, complaint: "crushing chest pain" },
  heartFailure: { snomed: snomed("84114007", "Heart failure (disorder)"), icd10: icd10("I50.9", "Heart failure, unspecified"), onset: [[60, 0.003], [75, 0.012]], raisedBy: { coronaryDisease: 4, hypertension: 2 }, seenIn: "inpatient", visitsAYear: 3, medications: ["furosemide", "lisinopril", "metoprolol"], interventions: ["echocardiogram"], deadly: 0.07, complaint: "leg swelling and breathlessness lying flat" },
  atrialFibrillation: { snomed: snomed("49436004", "Atrial fibrillation (disorder)"), icd10: icd10("I48.91", "Unspecified atrial fibrillation"), onset: [[55, 0.002], [70, 0.01]], raisedBy: { hypertension: 1.6, heartFailure: 3 }, seenIn: "emergency", visitsAYear: 2, medications: ["warfarin", "metoprolol"], interventions: ["electrocardiogram"], deadly: 0.01, complaint: "palpitations" },
  stroke: { snomed: snomed("230690007", "Cerebrovascular accident (disorder)"), icd10: icd10("I63.9", "Cerebral infarction, unspecified"), lasts: [30, 120], onset: [[50, 0.001], [70, 0.005]], raisedBy: { atrialFibrillation: 4, hypertension: 2 }, seenIn: "inpatient", medications: ["aspirin"], deadly: 0.15, complaint: "sudden weakness of one arm" },
  dementia: { snomed: snomed("26929004", "Alzheimer's disease (disorder)"), icd10: icd10("G30.9", "Alzheimer's disease, unspecified"), onset: [[65, 0.004], [75, 0.015], [85, 0.05]], seenIn: "ambulatory", visitsAYear: 2, medications: ["donepezil"], deadly: 0.08, complaint: "memory loss noticed by the family" },
  breastCancer: { snomed: snomed("254837009", "Malignant neoplasm of breast (disorder)"), icd10: icd10("C50.919", "Malignant neoplasm of unspecified site of unspecified female breast"), onset: [[35, 0.0008], [50, 0.003], [70, 0.004]], only: "female", seenIn: "ambulatory", visitsAYear: 4, medications: ["tamoxifen"], interventions: ["mammography"], deadly: 0.03, complaint: "a breast lump" },
  anemia: { snomed: snomed("87522002", "Iron deficiency anemia (disorder)"), icd10: icd10("D50.9", "Iron deficiency anemia, unspecified"), lasts: [90, 240], onset: [[12, 0.004], [50, 0.003]], seenIn: "ambulatory", medications: ["ferrousSulfate"], complaint: "tiredness and pallor" },
  migraine: { snomed: snomed("37796009", "Migraine (disorder)"), icd10: icd10("G43.909", "Migraine, unspecified, not intractable, without status migrainosus"), onset: [[12, 0.006], [40, 0.002]], seenIn: "ambulatory", visitsAYear: 0.7, medications: ["ibuprofen"], complaint: "one-sided throbbing headache" },
  cold: { snomed: snomed("54150009", "Upper respiratory infection (disorder)"), icd10: icd10("J06.9", "Acute upper respiratory infection, unspecified"), lasts: [6, 14], onset: [[0, 0.45], [6, 0.25], [18, 0.13]], seenIn: "ambulatory", medications: ["acetaminophen"], complaint: "runny nose and sore throat" },
  earInfection: { snomed: snomed("3110003", "Acute otitis media (disorder)"), icd10: icd10("H66.90", "Otitis media, unspecified, unspecified ear"), lasts: [7, 14], onset: [[0, 0.3], [4, 0.1], [10, 0.01]], seenIn: "ambulatory", medications: ["amoxicillin"], complaint: "ear pain and fever" },
  strepThroat: { snomed: snomed("43878008", "Streptococcal sore throat (disorder)"), icd10: icd10("J02.0", "Streptococcal pharyngitis"), lasts: [7, 12], onset: [[3, 0.06], [16, 0.02], [50, 0.004]], seenIn: "ambulatory", medications: ["amoxicillin"], complaint: "sore throat and swollen glands" },
  urinaryInfection: { snomed: snomed("68566005", "Urinary tract infectious disease (disorder)"), icd10: icd10("N39.0", "Urinary tract infection, site not specified"), lasts: [5, 12], onset: [[4, 0.01], [18, 0.06], [70, 0.09]], only: "female", seenIn: "ambulatory", medications: ["ciprofloxacin"], complaint: "burning on urination" },
  pneumonia: { snomed: snomed("233604007", "Pneumonia (disorder)"), icd10: icd10("J18.9", "Pneumonia, unspecified organism"), lasts: [10, 30], onset: [[0, 0.01], [5, 0.003], [65, 0.02], [80, 0.04]], raisedBy: { copd: 3, asthma: 1.5 }, seenIn: "inpatient", medications: ["azithromycin"], interventions: ["chestFilm"], deadly: 0.03, complaint: "fever and productive cough" },
  influenza: { snomed: snomed("6142004", "Influenza (disorder)"), icd10: icd10("J11.1", "Influenza due to unidentified influenza virus with other respiratory manifestations"), lasts: [5, 12], onset: [[0, 0.04], [18, 0.02], [65, 0.03]], seenIn: "ambulatory", medications: ["acetaminophen"], complaint: "fever and body aches" },
  ankleSprain: { snomed: snomed("44465007", "Sprain of ankle (disorder)"), icd10: icd10("S93.409A", "Sprain of unspecified ligament of unspecified ankle, initial encounter"), lasts: [14, 50], onset: [[8, 0.02], [40, 0.008], [70, 0.003]], seenIn: "emergency", medications: ["ibuprofen"], complaint: "a twisted ankle" },
  forearmFracture: { snomed: snomed("65966004", "Fracture of forearm (disorder)"), icd10: icd10("S52.90XA", "Unspecified fracture of unspecified forearm, initial encounter for closed fracture"), lasts: [40, 80], onset: [[4, 0.009], [16, 0.003], [65, 0.006]], seenIn: "emergency", medications: ["acetaminophen"], complaint: "a fall on the outstretched hand" },
  appendicitis: { snomed: snomed("74400008", "Appendicitis (disorder)"), icd10: icd10("K37", "Unspecified appendicitis"), lasts: [7, 20], onset: [[6, 0.0015], [30, 0.0007]], seenIn: "inpatient", medications: ["acetaminophen"], interventions: ["appendectomy"], complaint: "pain in the right lower belly" },
}; // prettier-ignore

/** Not by chance alone: follows from a life's events. */
export const PREGNANCY: Illness = {
  snomed: snomed("77386006", "Pregnancy (finding)"),
  icd10: icd10("Z34.90", "Encounter for supervision of normal pregnancy, unspecified, unspecified trimester"),
  lasts: [270, 285],
  onset: [],
  only: "female",
  seenIn: "inpatient",
  medications: [],
  interventions: ["delivery"],
  complaint: "labor",
};
