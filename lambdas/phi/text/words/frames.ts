import { words } from "./people";

/** Branches of medicine and duties of a team: whoever stands behind one with a colon, or before one with a dash, belongs to it. */
export const SPECIALTIES = words(`
  anesthesia anaesthesia anesthesiology cardiology cards cardiothoracic colorectal critical dermatology derm endocrinology endo ent gastroenterology gi
  geriatrics gynecology gyn heme hematology hepatology hospice hospitalist id immunology infectious intensivist medicine nephrology renal neonatology neurology neuro
  neurosurgery obgyn obstetrics ob oncology onc ophthalmology ophtho optometry orthopedics orthopaedics ortho otolaryngology palliative pathology pediatrics peds pharmacy
  physiatry podiatry psychiatry psych psychology pulmonary pulmonology pulm radiology rheumatology rheum surgery toxicology transplant trauma urology vascular
  nutrition dietary rehab pt ot slp rt sw chaplaincy care management billing admissions registration scheduling
  assist assistant scrub circulating circulator monitor recorder perfusion tech anesthetist cosigner coauthor preceptor crew team leader lead captain
  present absent attendees attending participants excused members siblings sibs kids contacts staff presenter facilitator moderator minutes
  manager director charge sitter observer evaluator
`);

/** What belongs to somebody: behind `'s` it speaks for a name before it, and in a short question behind the name itself. */
export const POSSESSED = words(`
  lab labs chart charts result results appointment appt visit inr ct cta mri mra ekg ecg eeg echo xray scan scans biopsy pathology cultures culture film
  med meds medication medications dose dosing insulin refill refills prescription prescriptions rx potassium sodium creatinine glucose sugar sugars a1c hba1c tsh bp blood
  hemoglobin hgb wbc platelets troponin lactate vitals weight pressure pulse temperature
  daughter son wife husband mother father mom dad parents sister brother family aunt uncle niece nephew fiance partner guardian spouse
  room bed house home apartment phone cell number address email insurance records record file notes note history
  next last recent latest upcoming current old new previous prior repeat follow
  discharge admission surgery procedure operation transfer care plan case condition status wound dressing rash symptoms pain cough fever breathing speech gait
  denied denial request form forms paperwork letter referral orders order consent wishes goals baby delivery pregnancy labor
  allergies allergy diagnosis problem problems test tests workup imaging ultrasound colonoscopy mammogram stress renal kidney liver heart lung head
  questions question concerns mood anxiety depression behavior sleep diet appetite oxygen tube line catheter
  attending nurse doctor pcp physician cardiologist oncologist surgeon therapist caregiver
`);

/** What people of a patient's records do to be asked for in a word or two: `pull up Lindqvist`, `labs Okoye, Ann`. */
export const ASKING = words(
  "find pull open show get lookup locate search chart labs update status cover covering page reschedule cancel transfer discharge admit give send schedule list trend where summarize summary compare",
);

/** Verbs of the present and past tense that people and few things are the subject of. */
export const PERSONAL = words(`
  states stated denies denied reports reported endorses endorsed verbalizes verbalized complains complained spoke said says updated notified informed called phoned
  lives lived resides smokes works worked understands agrees requests refuses declined prefers preferred insists insisted admits acknowledges acknowledged explained
  explains mentioned told thinks believes feels worries worried hopes wants wishes asks asked cried cries laughed smiled lost quit drinks cooks drives drove
  texted emailed wrote confirms confirmed apologized apologizes promised traveled travelled married divorced moved graduated retired enjoys enjoyed loves hates
  remembers recalls recalled knows knew forgot forgets turned attends attended bathes dresses vaped vapes sleeps slept snores
`);
