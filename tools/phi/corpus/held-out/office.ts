import { prose, type Kind } from "../kinds";

/** What offices, patients, payers and laboratories write. */
export const OFFICE: Readonly<Record<string, Kind>> = {
  email: prose(
    "Subj: question for dr {dr.last_}\n\ngood morning, my {kinsex:father/mother} {pt.full} ({dob}) was told to stop {t:rx}. is that right? {sex:he/she} lives w/ me at {street}, {csz}. you can reach me at {ph:kin} or {email}\n\nbest\n{kin}",
    "On {d}, {dr2.full} <{dremail}> wrote:\nTeam - {pt.last} ({mrn}) no-showed {md:1}. {kin.first} says they never got the letter sent to {street}, {city}. Can {dr3.first} call {ph}? Acct {acct} is past due.\nThx\n{dr2.first}",
    "Hi {dr.first},\n\nper our talk {wd}, {pt.initials} from {room} has {t:lb} and {t:sgn}. {@results} I put it in {url}. Ping me, pager {pager}.\n\n{dr2.full}, DO\n{hosp} | {ph:office} | {fax:office}",
    "IT ticket: user {user} ({dr.full}) cannot log in from {ip}, device {mac}, since {d} {time}. Error while opening chart {mrn}. Session {uuid}.",
    "Dear {pt.first},\nYour statement for {my} is at {url}. Amount due $83.10. Account no. {acct}. Questions? {ph:bill}, M-F 8-5.\n{hosp} Billing",
  ),
  sms: prose(
    "yo its {pt.first} {pt.last} (b {dob}) - can u move my appt w/ dr {dr.last_} to {wd}? my # is {ph}",
    "{kin.first_} here, moms bp is 168/101, she took {t:rx}. she's {pt.full_}, {age}. call {ph:kin}??",
    "{hosp}: {pt.first}, your results from {md:2} are in. {url}",
    "Dr {dr2.last} - {pt.last} {room} {t:lb}, pls call {ph:ward} -{dr3.first} RN",
    "can someone pick up {pt.full} from {street} {city} at {time} {wd} for dialysis? wheelchair. {dr.first} {ph:van}",
    "Running late for {soon}. {pt.initials}",
  ),
  lab: prose(
    "{hosp^} CLINICAL LAB\nPT: {pt.lf^}      {@number}\nDOB {dob}  {age}Y {sex:M/F}   REQ DR: {dr.last^},{dr.first^}\nDRAWN {d:-1} {time}  RESULTED {d} {time}  ACC# {acc}\n  {t:lb}\n  {t:lb}   L\n  {t:lb}   H*\nTech: {dr2.initials}",
    "Micro {acc} ({pt.full}, {dob}): urine >100K E. coli. S: {t:rx}. R: ampicillin. Phoned {dr2.full} {d} {time}, read back.",
    "Genetics: proband {pt.full}, {kinsex:father/mother} {kin.full}. BRCA1 c.68_69delAG het. Ordered {dr.full}, NPI: {npi}. Rec'd {d:-14}; report {d}. Kit {dev}.",
    "POCT {d} {time} {room} gluc 212 oper {user} meter {dev} pt {mrn}",
  ),
  prescription: prose(
    "{hosp}   {street2}   {csz2}\n{dr.full^}, D.O.  DEA: {dea}  State lic. {lic}  NPI: {npi}\nFor: {pt.full}   Age: {age}   Addr: {addr}   {d}\nRx {t:rx}   #90 (ninety)   Sig: i tab po {t:sx}   Ref: 0  DAW\n\n{dr.il}",
    "Refill auth: {pt.lf} ({dob}) {t:rx} qty 30 ref x5. Pharmacy {city} {ph:rx}. OK per {dr.last}/{dr2.initials} {d}",
    "Verbal order {d} {time}: {t:rx} for {pt.full}, {room}. T.O. Dr. {dr.full} / {dr2.full} RN, read back.",
  ),
  priorauth: prose(
    "URGENT PA   Ref: {acct:pa}   Rec'd: {d}\nBeneficiary: {pt.lf}   Policy: {plan}   b. {dob}\nRequesting: {dr.full} ({npi})  T: {ph:office}  F: {fax:office}\nSvc: {t:cd}   POS 22   Dx: {t:cd}\nRationale: {@person} {@complaint}. Failed {t:rx}, {t:rx} ({range}). {@results}\nReviewer: {dr2.full}, MD  Peer-to-peer {ph:p2p} by {soon}",
    "Letter of medical necessity, {d}. Insured: {kin.full}. Patient: {pt.full}, {plan}. To whom it may concern: {@person} has {t:dz} ({t:cd}) since {yr}. {@tablets} {@results} I request {t:rx} through {soon}. {dr.full}, {hosp}, {ph:office}",
  ),
  insurance: prose(
    "{d:-2}\n\n{kin.full}\n{addrlines}\n\nClaim no.: {acct:claim}     Contract: {plan}\nPatient: {pt.first}     Provider: {dr.last}\n\nWe could not pay for {t:cd} on {past} because form 1500 lacked box 24J. Send it to {street2}, {csz2} or fax {fax:ins} by {soon}.\n\n{dr2.full}\nAppeals",
    "837P: SBR {plan} | NM1 IL {pt.last} {pt.first} | DOB {dob8} | CLM {acct:claim} 412.00 | DTP 472 {d8:-20} | HI {t:cd} | NM1 82 {dr.last} {npi}",
    "COBRA notice {d}. {org} ended coverage of {pt.full} (SSN {ssn}) on {d:-30}. Elect by {soon} at {url}. Dependents: {kin.full}, {kin2.full}.",
  ),
  callcentre: prose(
    "[00:04] Agent {dr2.first}: who am I speaking with?\n[00:07] Caller: {kin}, I'm calling for my {sex:husband/wife} {pt.first}, {pt.last}.\n[00:15] Agent: last four of the social?\n[00:19] Caller: {ssn4}. Birthday's {dob}.\n[00:31] Agent: still on {street}?\n[00:35] Caller: no, {city2} now, zip {zip}. Cell's {ph:kin}.\n[00:52] Agent: Dr. {dr.last} has {wd} at {time}, that's {soon}.",
    "Nurse line {d} {time}. Caller {pt.full}, {age}, {city}. C/o {t:sx}. Takes {t:rx}. Protocol 14, disp: see in 4 h. Notified {dr.last} via {pager}. CB# {ph}. {dr2.full} RN",
    "VM transcript: hello this is {kin.first} calling about {pt.full} date of birth {dob} member number {plan} please call me back at {ph:kin} thank you",
  ),
  fax: prose(
    "***** FAX COVER *****\nAttn: {dr2}        Fx: {fax:to}\nFrm: {dr} / {hosp}   Ph: {ph:office}\nDt: {d}  Tm: {time}  Pp: 04\nRe: {pt.initials}, {@number}\n\n{@results} {@todo}\nIf received in error call {ph:priv}.",
    "AUTHORIZATION TO DISCLOSE\nPatient {pt.full}   A.K.A. {pt.first} {kin2.last}   Birth {dob}   Phone {ph}\nMailing address {street}, {csz}\nRecords of {range} held by {hosp} may go to {kin.full}, {street2}, {csz2}, {email}\nExpires {soon}.   Signature: {pt.full}   Date: {d}",
    "Receved from {fax:from} {d} {time} p.2/5\n{pt.lf^}  {dob}\n{@person} {@complaint}. {@findings} {@results}\n{@closing}",
  ),
  form: prose(
    "1. Patient's legal name ....... {pt.full}\n2. Maiden name ............... {kin2.last}\n3. Birth date / place ........ {dob}, {cs}\n4. Soc. Sec. No. ............. {ssn}\n5. Residence ................. {street}\n   {csz}\n6. Cell / work ............... {ph} / {ph:work}\n7. Job / employer ............ {job}, {org}\n8. Spouse .................... {kin.full} ({ph:kin})\n9. Policy .................... {plan}\n10. Car (for parking) ........ {plate}",
    "NEWBORN RECORD\nMother: {pt.full} {dob} MR {mrn}\nFather: {kin.full}\nBorn {d} at {time}, {hosp}, wt 3410 g, APGAR 8/9\nDelivered by {dr.full}, CNM\nBand {visit}",
    "[x] New pt  [ ] Est\nPt: {pt.last} / {pt.first} / {pt.mi}     Pref: {pt.first}\nB-day: {dob}   Sex: {sex:M/F}   Lang: Spanish\nEmail: {email}   Txt ok: Y {ph}\nPharm ph: {ph:rx}   PCP: {dr}\nHow heard: {kin.full}\nDL/State ID: {dl} ({state})",
    "DEATH CERTIFICATE WORKSHEET\nDecedent {pt.full}, {age}, {job}. Died {d} {time} at {hosp}, {city2}. Informant {kin} ({kinsex:son/daughter}), {addr}. Cause: (a) {t:dz} (b) {t:dz}. Certifier {dr.full}, lic {lic}. SSN {ssn}",
  ),
  query: prose(
    "pull the last a1c for {pt.lf_}",
    "Has {pt.full} b. {dob} ever had {t:dz}?",
    "who is covering for dr {dr.last_} on {md}",
    "text {kin.first_} at {ph:kin} that {pt.first_} is in {room}",
    "list claims {acct} {range} at {hosp}",
    "{t:lb} trend for {mrn} from {my} to {my}",
    "patients of {dr.full} in zip {zip} on {t:rx}",
    "draft letter to {pt.full}, {addr}, about {t:cd}",
    "{pt.initials} {age}{sex:m/f} {t:dz} next step?",
    "which {job} at {org} came in {d} with {t:sx}",
    "merge chart {mrn} and {mrn:2}, both {pt.full_}",
    "login {user} failed from {ip}",
    "did npi {npi} sign the order of {past}",
    "my {kinsex:dad/mom} {kin.full_} is {kinage} and takes {t:rx}, safe with {t:rx}?",
  ),
};
