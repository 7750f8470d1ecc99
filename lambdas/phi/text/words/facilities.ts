import { words } from "./people";

/** Words in names of places of care that name none by themselves. */
export const GENERIC = new Set(
  words(`
    general memorial medical community regional university county city state district central national federal public private main local outpatient inpatient
    ortho peds psych heme onc gyn neuro stepdown tele telemetry medsurg obs hem endo rheum nephro pulm cards step down burn progressive intermediate observation status floor team
    childrens children womens women mens veterans va army naval navy military base teaching tertiary rural urban emergency acute urgent walk
    care health healthcare center centre surgical surgery day primary family internal medicine specialty speciality the of and for at in
    rehab rehabilitation nursing skilled long term assisted living home house hospice clinic hospital hospitals clinics wellness physicians
    system systems network services service department unit mental behavioral psychiatric cancer heart eye dental pain sleep wound diabetes
    coumadin anticoagulation cardiology oncology neurology urology dermatology orthopedic orthopaedic orthopedics pediatric pediatrics ent gi
    ob obgyn gyn prenatal maternity infusion dialysis allergy asthma transplant stroke trauma burn spine hand foot vascular pulmonary renal
    kidney liver travel flu vaccine vaccination methadone walkin free retail pharmacy drug store local our this same any another other outside
    referring admitting receiving transferring nearby previous new his her their your my a an to from via recent last next prior
  `),
);

/** Generic words that are part of a name where they stand before the head with a capital: `Memorial Hospital`. */
export const NAMING = new Set(
  words(
    "general memorial childrens womens veterans va university county regional community central city methodist baptist presbyterian lutheran adventist mercy sacred",
  ),
);

/** Fields of medicine that end names of practices: `Lakeside Dialysis`. */
export const SPECIALTIES: ReadonlySet<string> = new Set(
  words(`
    orthopedics orthopaedics orthopedic dialysis cardiology pediatrics paediatrics dermatology oncology urology neurology rehabilitation rehab nursing gastroenterology ophthalmology obstetrics radiology imaging dental dentistry podiatry
  `),
);

/** Well-known places of care without a head in their names. */
export const KNOWN_FACILITIES: readonly string[] = [
  "johns hopkins",
  "mayo",
  "mount sinai",
  "mt sinai",
  "cedars sinai",
  "kaiser permanente",
  "kaiser",
  "mass general",
  "massachusetts general",
  "md anderson",
  "sloan kettering",
  "memorial sloan kettering",
  "beth israel",
  "beth israel deaconess",
  "brigham and womens",
  "nyu langone",
  "new york presbyterian",
  "barnes jewish",
  "cleveland clinic",
  "geisinger",
  "intermountain",
  "dana farber",
  "montefiore",
  "vanderbilt",
  "ucsf",
  "ucla",
  "uab",
  "upmc",
  "bidmc",
  "mgh",
  "bwh",
  "cvs",
  "walgreens",
  "rite aid",
  "quest diagnostics",
  "labcorp",
];
