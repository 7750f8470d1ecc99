import { prose, type Kind } from "../kinds";

/** Notes that people of a hospital write. */
export const NOTES: Readonly<Record<string, Kind>> = {
  discharge: prose(
    "{@top}\n~~ Summary of stay ~~\nIn: {d:-7}   Out: {d}\nTeam: {dr.last}/{dr2.last}\n\n{@person} {@complaint}. {@background} {@life}\n\n{@findings} {@results} Day 3 ({md:4}): {@todo} {@results}\n\nGoing home on:\n - {t:rx}\n - {t:rx}\n - {t:rx}\n\nTo do:\n - {@todo}\n - {@todo}\n\n{@closing}",
    "Discharge letter {d}. Dear Dr {dr3.last}, {@person} {@complaint} and stayed with us {range}. {@results} {@findings} {@tablets} {@todo} The family ({kin}, {ph:kin}) know the plan. {@closing}",
    "AMA note: {pt.full} ({mrn}) left {room} at {time} on {d} against the advice of {dr.full}. {@findings} {kinsex:Husband/Wife} {kin.first} drove {sex:him/her} home in a blue Honda, tag {plate}. Scripts sent: {t:rx}. {@closing}",
    "SNF TRANSFER SUMMARY\n{@top}From: {hosp}   To: {hosp2}, attn {dr3.full}, ph {ph:snf}, fx {fax:snf}\nDx: {t:dz} {t:cd}; {t:dz} {t:cd}\nPayor: Medicare {plan}\n{@background} {@results}\n{@tablets}\nCode status: full. Proxy: {kin} {ph:kin}\n{@closing}",
  ),
  progress: prose(
    "{@top}Interval: {@person} {@complaint}. {@tablets}\n{@findings}\n{@results}\nImp/Rec:\n1) {t:dz} - {@todo}\n2) {t:dz} - {@todo}\n{@closing}",
    "HD#4  {d}\n24h events: none. Slept. {t:bpv}, {t:bpv}. {@results} {@todo}\n{pt.last}, {room}. {@closing}",
    "{@person} {@complaint}. {@background} {@life} {@findings} {@todo} {@todo} {@closing}",
    "Telehealth visit w/ {pt.first} on {d} ({sex:he/she} was at home in {city}). Connected from {ip}. {@complaint}... {@tablets} {@todo}\nTime spent 21 min. {@closing}",
    "Pharmacist note // {pt.lf} // {dob}\nINR clinic. {t:lb} on {md:1}. Dose {t:rx}. Next check {soon}. Pt's {kinsex:son/daughter} {kin.first} fills the box. {dr.full}, PharmD",
    "Addendum {d} {time}: I reviewed Dr. {dr2.last}'s note of {d:-1}. {@results} Agree. {@closing}",
  ),
  ed: prose(
    "{hosp} ED   {d}  Bed {room}\nName {pt.lf}  DOB {dob}  PCP {dr3.full}\nChief c/o: {t:sx}\n{@person} {@complaint}. {@background} {@life}\n{@findings}\n{@results}\nReassessed {time}. {@todo}\n{@closing}",
    "Medic 12 run sheet: called {time} to {street}, {city}. Pt {pt.full}, {age}. {t:bpv}, {t:bpv}, {t:sc}. {kinsex:Brother/Sister} {kin} on scene, {ph:kin}. {t:rx} given. To {hosp} {time}. Unit operator {dr2.il}.",
    "Trauma alert. Unknown {sex:male/female} later ID'd as {pt.full} by OLN {dl}. Rollover, {street2} near {city2}, truck VIN# {vin}, license plate {plate}. {t:sc}. {@findings} FAST neg. To OR w/ {dr.last} {time}. {@closing}",
    "MSE: {age}{sex:M/F} {@complaint}. LWBS at {time}. Callback {ph} - left message w/ {kin.first}. {dr.full}, PA",
  ),
  nursing: prose(
    "{time} - Rec'd report from {dr2.first} {dr2.last}, RN. {pt.last} A&Ox3 in {room}. {t:bpv}, {t:sc}. {t:dv} intact. {time} - {t:rx} per Dr {dr.last}. Family in, {kin.first} asking re d/c {wd}. {dr3.full} RN",
    "Home health visit {d}, {street}, {city}. Pt {pt.full}, {age}, HH# {acct}. Wound 4x5 cm, {t:dv}. {t:bpv}. Caregiver {kin} taught. Monitor {dev} working. Next: {soon}. {dr.full}, RN, cell {ph:rn}",
    "Handoff {room}: {pt.initials}, {age}{sex:M/F}, {t:dz}. Lines: {t:dv}. Labs: {t:lb}. Watch: {t:sc}. MD: {dr.last} x{pager}. NOK {kin.first} {ph:kin}",
    "Wt {n:50-99}.{n:0-9} kg. I/O 1450/900. Fall at {time}; no injury. {dr.last} aware. {kinsex:Nephew/Niece} {kin.full} called at {ph:kin}. -{dr2.first} {dr2.mi}., LVN",
    "MAR {d}\n{pt.lf^}  {mrn}  {room}\n{t:rx}   {time} {dr2.initials}\n{t:rx}   {time} {dr3.initials}\nHeld: {t:rx} ({t:bpv})",
  ),
  radiology: prose(
    "{hosp}\nUS right upper quadrant   {d}\nOrder # {acc}   {pt.lf}   {@number}   b. {dob}\nReason: {t:sgn}, {t:lb}\nPrior: none since {my}.\nLiver 15.2 cm. CBD 4 mm. {t:ana} clear.\nOpinion: sludge, no stone.\n{dr.full} / transcribed {d} {time} {dr2.initials}",
    "MAMMOGRAM, screening, {d}, compared {past} and {past}. {pt.full}, {age}. {t:sc}. Letter mailed to {addr}. Interpreted by {dr.full} at {hosp2}. Acc {acc}.",
    "DXA: L1-L4 T -2.4; hip T -1.9. {pt.first} {pt.last}, b {dob}. Hologic s/n {dev}. Next in 2 yrs. {dr.il}",
    "NM bone scan [{acc}] {pt.lf^} {age}Y. 25.1 mCi Tc-99m MDP. Uptake {t:ana}. D/W Dr. {dr2.last} {time} {md:0}. Electronically verified: {dr.lf}, {d}",
    "Limited exam due to habitus. Since {d:-90}, {t:ana} collection smaller (3.1 from 4.4 cm). {t:dv} unchanged. Signed {dr}, {d}.",
  ),
  pathology: prose(
    "ANATOMIC PATHOLOGY   {acc}\n{pt.lf}   {dob}   {sex:M/F}   {@number}\nSubmitted by {dr2.full} ({hosp2})   Rec'd {d:-2}\nPART A - skin, left cheek: basal cell carcinoma, margins 0.2 mm.\nPART B - node: 0/3. ER 90%, PR 10%, HER2 1+.\nIHC: CD20+, CD3-, Ki67 40%. {t:cd}\nReviewed with {dr3.last}. Final: {dr.full} {d}",
    "Autopsy {acc}. Decedent {pt.full}, {age}, died {d:-1} at {time}, {hosp}. Heart 420 g. {t:ana}. {t:dz}. Identified by {kinsex:father/mother} {kin}. Prosector {dr.full}.",
    "Bone marrow: 60% cellular; blasts 2%. {t:lb}. Hx {t:dz}. {pt.il}, {acc}, {d}. {dr.last}",
  ),
  operative: prose(
    "{@top}Operation: {t:cd} (L)   Date: {d}\nOperator: {dr.lf}   First asst: {dr2.il}   Gas: {dr3.last}\nUnder GA, {t:dv} used. {t:ana} identified. Mesh lot {dev}. {t:dv}. EBL 75. In 0815 out 0940.\nPost-op: {t:rx}. {kinsex:Husband/Wife} {kin.first} told at {ph:kin}.\n{@closing}",
    "Cath lab: {pt.full}, {mrn}, {d}. Access R radial 6 Fr. LAD 80% -> DES 3.0 x 18, serial {dev}. {t:bpv}. {t:rx}. Operator {dr}, fellow {dr2}. Referring {dr3.last} of {city2}.",
    "C-section {d} {time}: {pt.last}, G2P1 38w2d. Viable infant, APGAR 8/9. Surgeon {dr.full}; peds {dr2.last}. EBL 700. {t:dv}.",
  ),
  socialwork: prose(
    "Psychosocial: {@person} {@life} {@life} Rent $640. SSI; SSN {ssn}. Car repossessed (plate {plate}). DSS worker {dr3.full}, {ph:dss}. Goal: place at {hosp2} by {soon}. {dr.full}, LICSW",
    "APS report {d}: {pt.full}, b. {dob}, lives at {addr}. Reporter {kin2} says {kin} took the debit card. {t:sc}. Officer {dr2.last}, badge on file. {dr.full} MSW {ph:office}",
    "D/c planning: {kin.first} ({kinsex:son/daughter}) wants {hosp2}; 2nd choice {hosp}. Auth {acct:auth}, Humana {plan}. Van booked {soon} {time}. {dr.il} CM x{pager}",
  ),
  psychiatry: prose(
    "{@top}Intake. {@person} {@complaint}. Ex-partner {kin2.first} has custody of {kin.first}. Fired from {org}, {yr}. Sees {dr3} in {city2}. Prior: {hosp2}, {my}. {t:sc}, {t:sc}. {@tablets} Contracted for safety; crisis line 988. {@closing}",
    "Group, {d}: {pt.first} spoke about {kin.first}'s wedding in {city2} on {md}. Affect brighter. {t:sc}. Others' remarks not recorded. {dr.full} LPC",
    "Court-ordered eval, cause no. {acct:court}. Subject: {pt.fm}, b. {dob}, {job}. Interviewed {md:9} at {street2}, {city2}. Collateral: {kin} ({ph:kin}). Dx {t:cd}. Opinion: competent. {dr.full}, PsyD, {lic}",
  ),
  referral: prose(
    "{hosp} - {street2}, {csz2} - T {ph:office} - F {fax:office}\n\n{d}\n\nDr. {dr2.full}\n{hosp2}\n\nRe: {pt.full}   {dob}   {@number}\n\nDear {dr2.first}:\n\nMany thanks for taking over {@person} who {@complaint}. {@background} {@results}\n\n{@tablets} {@life}\n\nWith kind regards,\n\n{@closing}",
    "Consult request - urgent. Pt {pt.lf} {dob} tel {ph}. From {dr} ({npi}). Q: {t:dz}? {@findings} {@results} Ins {plan}. Please fax to {fax:back}.",
    "Dear Dr {dr2.last}, I met {@titled} and {sex:his/her} {kinsex:husband/wife} {kin.first} on {d:-3}. {@person} {@complaint}. {@findings} I told them that {t:dz} is likely. {@todo} {@todo} cc {dr3}, {dr4}\n{@closing}",
    "School physical: {pt.full}, {age}, pupil at {org}. b. {dob}. Cleared. Parent {kin}, {ph:kin}, {email}. {dr.full}, {d}",
  ),
};
