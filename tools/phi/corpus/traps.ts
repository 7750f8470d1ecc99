/** What looks like an identifier and is none, by type: lab values, doses, eponyms, codes ... */
export type Traps = Readonly<Record<string, readonly string[]>>;

const split = (text: string): readonly string[] => text.split(" / ").map((item) => item.trim());

export const TUNING_TRAPS: Traps = {
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

export const HELD_OUT_TRAPS: Traps = {
  lb: split(
    "hemoglobin 13.1 g/dL / Mg 2.1 / phos 3.3 / ESR 48 mm/hr / ferritin 18 / vitamin D 22 ng/mL / PSA 3.7 / uric acid 8.9 / anion gap 14 / eGFR 52 / Ca 10.8 / albumin 3.1 / lipase 312 / ABG 7.31/52/68 / MCV 79 / ammonia 66 / free T4 0.9 / UA SG 1.015 / CD4 412 / titer 1:320 / bands 12% / T bili 2.6",
  ),
  rx: split(
    "amoxicillin-clavulanate 875/125 / apixaban 5 mg twice daily / Norco 10-325 / prednisone taper 40-30-20-10 / Augmentin ES 600/42.9 / insulin glargine 18u / Advair 250/50 / Ativan 0.5-1 mg / Paxil CR 25 / Jardiance 10 / carvedilol 3.125 / morphine 2-4 mg IVP q2-3h / Nexium 40 / Vaseline gauze / D5 1/2 NS at 125 / Januvia 100 mg / Yasmin 28 / Estelle / Camila 0.35 / Jolivette / Trelegy 100-62.5-25 / levothyroxine 0.112",
  ),
  dz: split(
    "Hashimoto's thyroiditis / Raynaud phenomenon / Kawasaki disease / Lou Gehrig's disease / Stevens-Johnson syndrome / Meniere's disease / Huntington chorea / Tourette's / Peyronie disease / Charcot foot / Ludwig angina / Lewy body dementia / Turner syndrome / Klinefelter / Zollinger-Ellison / Henoch-Schönlein purpura / Potts fracture / Lisfranc injury / Fournier gangrene / Merkel cell carcinoma / Kaposi sarcoma / Takotsubo cardiomyopathy / Brugada pattern / Hurler syndrome / Legg-Calvé-Perthes / Boxer's fracture / Monteggia fracture / St. Louis encephalitis / Lyme disease / Rocky Mountain spotted fever / Norwalk virus / West Nile virus / Legionnaires' disease",
  ),
  sc: split("NIHSS 4 / Glasgow Coma Scale 14 / MoCA 23/30 / Child-Pugh B / KPS 80 / Gleason 3+4=7 / BI-RADS 4B / Ranson 2 / qSOFA 1 / CIWA 12 / COWS 9 / TIMI 3 / Bishop score 7 / Ballard 38 / Tanner III / Killip II / Hunt and Hess 2 / AUDIT-C 5 / Bristol 6 / C-SSRS 2 / Fitzpatrick IV / Oswestry 34%"),
  sgn: split("Brudzinski / Chvostek's sign / Trousseau / Rovsing's / Hoffman / Spurling / Finkelstein test / Hawkins-Kennedy / Neer / Weber midline / Rinne AC>BC / Thompson test / Ortolani / Barlow / Dix-Hallpike / Kussmaul respirations / Cheyne-Stokes / Levine sign"),
  ana: split("L5-S1 / C2 / T4-T6 / Bowman's capsule / Langerhans islets / bundle of His / Purkinje fibers / Morison's pouch / Kiesselbach's plexus / Calot's triangle / Broca's area / Hesselbach triangle / S3 gallop / II/VI SEM / 4x5 cm / 12-lead / segment VIII / Gerota's fascia / ligament of Treitz"),
  dv: split("Dobhoff tube / Hemovac / Shiley #6 / Blakemore tube / Ilizarov frame / Gigli saw / Bovie / DeBakey forceps / Penrose drain / 4-0 Monocryl / 20 gauge / 16F coude / Mayo scissors / Allis clamps / Kocher / Bookwalter retractor / Tegaderm 4x4 / Tenckhoff / Greenfield filter / St. Jude valve / Starr-Edwards"),
  cd: split("N18.31 / K21.9 / S72.001A / Z00.00 / G89.29 / C50.911 / 99285-25 / CPT 27447-RT / HCPCS J1885 / LOINC 2160-0 / SCT 38341003 / NDC 50090-0481-02 / MS-DRG 871 / RxCUI 197361 / ICD-9 250.00 / POS 11 / rev code 0450 / CVX 208 / CPT II 3044F / O09.523 / 0DTJ4ZZ"),
  bpv: split("118/76 / 144 over 92 / P 72 / afebrile 36.8 C / 95% RA / BP 168/101 (repeat 150/94) / RR 14-16 / 132 lb / BMI 27 / HC 42 cm / FHT 140s / I/O 1200/850 / MAP 65 / PEEP 5 FiO2 40% / FEV1 62%"),
  sx: split("x 6 wks / q12h x 10d / G3P2 / 40 pk-yr / 1-2 pillow orthopnea / 3-4/week / 6-8 cups / T-max 102 / 38w2d / 20/20 OU / 1/2 ppd / TID ac / 5 out of 5 strength / over 9 months / 12-14 hours / 0/3 stools / 80/20 / 911 / A&Ox3 / 50/50 mix / MWF / CN II-XII intact"),
}; // prettier-ignore
