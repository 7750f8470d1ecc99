import { prose, type Kind } from "../kinds";

/** Notes that people of a hospital write. */
export const NOTES: Readonly<Record<string, Kind>> = {
  discharge: prose(
    "DISCHARGE SUMMARY\n{@header}\nADMISSION DATE: {d:-5}\nDISCHARGE DATE: {d}\nATTENDING: {dr.full}, MD\n\nHPI: {@hpi} {@social}\n\nHOSPITAL COURSE: {@exam} {@labs} On {md} {sex:he/she} was seen by Dr. {dr2.last}. {@plan}\n\nDISCHARGE MEDICATIONS:\n1. {t:rx}\n2. {t:rx}\n\nFOLLOW-UP: {@plan}\n\n{@sign}",
    "{hosp} Discharge Summary\n{@header}Admitted {d:-6}, discharged {d}.\nPrincipal diagnosis: {t:dz} {t:cd}\nBrief course: {@hpi} {@labs} Transferred from {hosp2} on {d:-6}. {@plan} {@plan}\nDisposition: home with {kin.first}, {street}, {csz}.\n{@sign}",
    "D/C summary for {pt.full} ({mrn})\n{@hpi}\n{@labs}\n{@exam}\n{@plan} {@plan}\nPatient and {sex:his/her} {kinsex:son/daughter} {kin.first} verbalized understanding.\n{@sign}",
  ),
  progress: prose(
    "{@header}\nS: {@hpi} {@social}\nO: {@exam} {@labs}\nA/P: {@plan} {@plan}\n{@sign}",
    "PROGRESS NOTE {d} {time}\n{@hpi}\n{@meds}\n{@exam}\n{@labs}\nPlan: {@plan}\n{@sign}",
    "{d} Office visit, {hosp}. {@hpi} {@social} {@exam} {@plan} {@sign}",
    'Subjective: {pt.first} states "I feel better since {wd}". {t:sx}. {@social}\nObjective: {@exam}\nAssessment: {t:dz}, {t:cd}.\nPlan: {@plan}\n{@sign}',
  ),
  ed: prose(
    "EMERGENCY DEPARTMENT NOTE\n{@header}Arrival: {d} {time} via EMS\nCC: «chest pain|MVC|laceration»\n{@hpi} {@meds}\n{@exam}\nMDM: {@labs} Discussed with {dr2}, cardiology. {@plan}\n{@sign}",
    "Triage {time}: {pt.lf}, {age} {sex:M/F}, DOB {dob}. {t:bpv} {t:bpv}. EMS from {street}, {city}. Contact {kin} {ph:kin}. DL {dl}.",
    "ED physician note. {@who} restrained driver in MVC on {street2}, {city2}. Vehicle VIN {vin}, plate {plate}. {t:sc}. {@exam} {@labs} {@plan} {@sign}",
  ),
  nursing: prose(
    "{d} {time} Pt {pt.last} in {room} resting comfortably. {t:bpv}, {t:bpv}. {t:dv} patent. MD {dr.last} notified of {t:lb}. {kinsex:Son/Daughter} {kin.first} at bedside. {dr2.full}, RN",
    "NURSING SHIFT NOTE\n{room}  {pt.lf}  {@id}\n{time} {t:rx} given. {t:sc}.\n{time} ambulated x2. IV pump SN {dev}.\n{time} Dr. {dr.last} paged at {pager}.\n-- {dr2.il}, RN",
    "SBAR: S - {pt.full}, {room}, {t:bpv}. B - admitted {d:-2} with {t:dz}. A - {t:sc}. R - {t:rx} per Dr. {dr.last}. Family ({kin}, {ph:kin}) updated {d} {time}.",
  ),
  radiology: prose(
    "{hosp} DEPARTMENT OF RADIOLOGY\nPatient: {pt.lf^}   {@id}   Accession: {acc}\nExam date: {d}\nEXAM: CT abdomen and pelvis\nCOMPARISON: {past}.\nFINDINGS: Liver normal. {t:ana} unremarkable. 4 mm nodule in the right lower lobe.\nIMPRESSION: No acute findings. Findings called to Dr. {dr2.last} at {time} on {d}.\nRead by: {dr.full}, MD",
    "CHEST 2 VIEWS {d}. HISTORY: {age}-year-old {sex} with {t:sx} cough. Comparison {my}. Heart size normal. {t:dv} in place. No pneumothorax. {dr.full} MD (electronically signed {d})",
    "MRI lumbar spine, accession {acc}, {pt.full}, DOB {dob}. {t:ana} disc bulge, mild canal stenosis at {t:ana}. Referring: {dr2}. Compared with {past} from {hosp2}.",
  ),
  pathology: prose(
    'SURGICAL PATHOLOGY REPORT\nCase #: {acc}\nPatient: {pt.lf}  DOB: {dob}  {@id}\nCollected {d:-3}  Received {d:-2}  Reported {d}\nSPECIMEN: A. Colon polyp at 25 cm.\nGROSS: Received in formalin labeled "{pt.full}, {mrn}" is a 0.8 x 0.5 cm fragment.\nDIAGNOSIS: Tubular adenoma. Ki-67 15%. {t:cd}.\n{dr.full}, MD, Pathologist',
    "CYTOLOGY {acc} -- {pt.full}, {age} {sex:M/F}. Submitting: Dr. {dr2}, {hosp}. Pap: NILM. HPV 16/18 negative. Signed {dr} {d}.",
  ),
  operative: prose(
    "OPERATIVE REPORT\n{@header}SURGEON: {dr.full}, MD\nASSISTANT: {dr2.full}, PA-C\nANESTHESIA: general, Dr. {dr3.last}\nPREOP DX: {t:dz}\nPROCEDURE: {t:cd} on {d}.\nIMPLANT: serial no. {dev}.\nThe patient was brought to {room}. A #15 blade was used. {t:dv} placed, closed with 3-0 Vicryl. EBL 50 mL. Counts correct x2.\n{@sign}",
    "Brief op note {d}: {pt.full} ({mrn}), {t:cd}, {dr.full} MD. {t:dv}. {t:ana}. Device serial {dev}. To PACU stable, {kin.first} updated in the waiting room.",
  ),
  socialwork: prose(
    "SOCIAL WORK ASSESSMENT {d}\n{pt.full}, {age}, {job} at {org}, {@id}. Lives at {addr} with {kinsex:husband/wife} {kin}. Income: SSDI. SSN ends in {ssn4}. {kin2.full}, a neighbor, checks daily; phone {ph:n}. Plan: referral to {hosp2}; call {kin.first} {wd}. {dr.full}, LCSW",
    "SW note: met with {pt.first} and {sex:his/her} {kinsex:father/mother} {kin.full} in {room}. {@social} Medicaid ID {plan}. Landlord contacted at {ph:land}. {t:sc}. {dr.full}, MSW, {pager}",
  ),
  psychiatry: prose(
    "PSYCHIATRIC EVALUATION\n{@header}{@who} {@history} admitted {d:-1} after «an overdose|suicidal ideation». {t:sc}. Stressors: lost job as {job} at {org} in {yr}; conflict with {kin.first}. {t:rx}. {@social} MSE: euthymic. {t:sc}. {@plan}\n{@sign}",
    "Therapy note {d}, session 12. {pt.first} spoke of {sex:his/her} {kinsex:brother/sister} {kin.first} and the move to {city}. {t:sc} (was 18 on {past}). Continue {t:rx}. Next visit {soon}. {dr.full}, PhD, lic. {lic}",
  ),
  referral: prose(
    "{hosp}\n{street2}, {csz2}\nTel {ph:office}  Fax {fax:office}\n\n{d}\n\nDear Dr. {dr2.last},\n\nThank you for seeing {pt.full} (DOB {dob}, {@id}), {@who} {@history}. {@social} {@labs}\n{@meds}\n\nSincerely,\n{@sign}",
    "{d}\nRe: {pt.full}, DOB {dob}, SSN {ssn}, plan # {plan}\nDear Colleague: I would appreciate your opinion on this {age}-year-old {job} with {t:dz}. {@exam} {@labs} {sex:His/Her} {kinsex:husband/wife} {kin} can be reached at {ph:kin}; home address {addr}.\nRegards, {dr.full}, {hosp}, {ph:office}",
    "To: {dr2}, MD\nFrom: {dr}, MD\nSubject: referral of {pt.lf}\n{@hpi} {@labs} Please call {ph:office}.",
  ),
};
