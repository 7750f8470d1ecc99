import type { Traps } from "../traps";

const split = (text: string): readonly string[] => text.split(" / ").map((item) => item.trim());

/** What looks like an identifier and is none, in other words than those of the halves. */
export const UNSEEN_TRAPS: Traps = {
  lb: split(
    "sodium 134 / potassium 5.2 / chloride 101 / bicarb 19 / glucose 243 mg/dL / BUN 31 / Cr 1.84 / WBC 14.6 K/uL / hct 28.7 / platelets 97 / procalcitonin 0.31 / troponin I 0.08 / pro-BNP 2210 / A1c 8.9% / TSH 6.12 / LDL-C 142 / triglycerides 310 / HDL 38 / AST 212 / ALT 190 / alk phos 133 / PT 15.8 / aPTT 41 / vitamin B12 188 / folate 4.2 / iron sat 9% / urine protein 2+ / pH 7.29 / pCO2 58 / osmolality 302 / CK 1840 / lactic acid 3.7 / digoxin level 1.1 / hCG 18,400",
  ),
  rx: split(
    "atorvastatin 80 mg nightly / Eliquis 2.5 mg BID / Ozempic 0.5 mg weekly / gabapentin 300 mg TID / Flonase 2 sprays / ceftriaxone 1 g IV q24h / Levaquin 750 mg / sertraline 100 mg qAM / Vyvanse 30 / Symbicort 160/4.5 / losartan-HCTZ 100-25 / hydrocodone-APAP 5-325 / Xarelto 20 mg with supper / NovoLog 70/30 / Cymbalta 60 mg / Ambien 5 mg / Aricept 10 mg / Lyrica 75 mg / vancomycin 1.25 g q12h / Zofran ODT 4 mg / Depo-Provera 150 mg / Mirena / Kyleena / Tri-Sprintec / methotrexate 15 mg weekly / Benadryl 25-50 mg / dexamethasone 6 mg x 10 days / Humira 40 mg / Plavix 75 / Toprol XL 50",
  ),
  dz: split(
    "Wilms tumor / Sjögren's / Burkitt lymphoma / Osgood-Schlatter disease / Bell palsy / Dressler syndrome / Goodpasture syndrome / Gilbert's syndrome / Prader-Willi syndrome / Creutzfeldt-Jakob disease / Hirschsprung disease / Meckel's diverticulum / Kienböck disease / Horner syndrome / Ménière disease / Conn's syndrome / Behçet disease / Asperger's / Still's disease / Gaucher disease / Alport syndrome / Budd-Chiari / Caroli disease / Churg-Strauss / Jones fracture / Morton neuroma / Bennett fracture / Heberden nodes / Ehlers-Danlos / Waldenström macroglobulinemia / Lambert-Eaton / Hansen's disease / Baker cyst / Chagas disease / Down syndrome / Williams syndrome / Friedreich ataxia",
  ),
  sc: split("GCS 13 / PHQ-2 3 / MMSE 24/30 / NYHA III / CHADS-VASc 5 / ASA class 2 / Wells 4 / Glasgow 15 / Braden score 14 / Karnofsky 70 / EDSS 3.5 / HAM-D 18 / Rankin 2 / CURB-65 3 / Alvarado 7 / Centor 3 / PASI 12 / Schirmer 5 mm / Lansky 90 / Caprini 6 / BASDAI 4.1"),
  sgn: split("Tinel's / Phalen's test / Kernig's sign / Gower sign / Nikolsky sign / Auspitz sign / Janeway lesions / Osler nodes / Courvoisier / Virchow's node / Lhermitte's / Romberg / Hoover sign / Patrick test / Thomas test / Adson / McMurray's / Apley grind / Beck's triad / Cushing reflex / Battle sign"),
  ana: split("L3-L4 / C7-T1 / T10 / foramen of Magendie / sphincter of Oddi / Wernicke area / Bartholin gland / Scarpa's fascia / Stensen duct / Cowper gland / Meckel's cave / Fontana space / V5-V6 / segment 4B / zone 2 / Bouchard joint / canal of Schlemm / angle of Louis / Peyer patches"),
  dv: split("Foley 16 Fr / Blake drain / Quinton catheter / Miller 2 blade / Macintosh 3 / Kelly forceps / Weitlaner / Davol drain / 2-0 silk / 5-0 Prolene / 21G butterfly / Salem sump / Malecot / Hudson mask / Baxter pump / Thompson prosthesis / Harrington rod / Ross procedure / Whipple / Nissen / Fogarty balloon"),
  cd: split("E78.5 / I48.91 / M17.11 / F41.1 / R07.9 / J18.9 / C18.7 / Z23 / 99204 / CPT 71046 / CPT 36415 / G0438 / LOINC 718-7 / SNOMED 73211009 / NDC 00093-7214-01 / DRG 291 / RxNorm 197361 / ICD-10 G43.909 / HCPCS A0428 / 0FT44ZZ / CVX 140"),
  bpv: split("BP 146/88 / HR 104 / temp 37.9 / RR 22 / SpO2 91% on 2 L / 110/62 / pulse 58 regular / wt 71.3 kg / ht 165 cm / BMI 34.2 / O2 sat 99% / T 99.1 / EF 35% / peak flow 310 / pain 6/10"),
  sx: split("x 5 days / for 3 months / q6h prn / twice weekly / 7/10 / 2+ pitting / 20/60 OS / every 4-6 hours / 1 ppd x 22 years / G3P2012 / 2 L NC / 34 weeks / 3 of 4 extremities / a 10-14 day course / in 6-8 weeks / 5/5 throughout / day 3 of 7 / 25 x 10 mm / ages 6 to 11"),
}; // prettier-ignore
