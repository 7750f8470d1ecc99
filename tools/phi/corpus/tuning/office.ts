import { prose, type Kind } from "../kinds";

/** What offices, patients, payers and laboratories write. */
export const OFFICE: Readonly<Record<string, Kind>> = {
  email: prose(
    "From: {pt.full} <{email}>\nTo: {dr.full} <{dremail}>\nDate: {d}\nSubject: refill\n\nHi Dr. {dr.last},\nCan I get a refill of {t:rx}? My date of birth is {dob} and my phone is {ph}. I moved to {addr}.\nThanks,\n{pt.first}",
    "Subject: appointment {soon}\n\nDear {@mr},\nyour visit with {dr} is on {soon} at {time} in {hosp}, {street2}. Log in at {url} or call {ph:office}.\n\n{dr2.full}\nScheduling",
    "{dr2.first}, can you look at {pt.last}, {mrn}? {t:lb}, {t:lb}. {kin} called twice from {ph:kin}. Account {acct}. Thanks, {dr.first}",
    "Hello, I can't open {url}, my user name is {user} and it says my IP {ip} (device {mac}) is blocked. - {pt.full}, {ph}",
  ),
  sms: prose(
    "hi its {pt.full} dob {dob}, need refill of {t:rx}. call me {ph}",
    "Reminder: {pt.first}, you see Dr. {dr.last} on {soon} at {time}. Reply C to confirm or call {ph:office}.",
    "this is {kin.first}, {pt.first}'s {kinsex:son/daughter}. {sex:he/she} has fever 102 {t:sx}. pls call {ph:kin}",
    "Portal message from {pt.full} ({mrn}) {d}: my {t:lb} was flagged, should I worry? also new address {street}, {csz}",
  ),
  lab: prose(
    "LABORATORY REPORT  {hosp}\nPatient: {pt.lf^}  {@id}  DOB: {dob}  Acc: {acc}\nCollected: {d:-1} {time}   Reported: {d}\nOrdering: {dr.full}, MD  NPI {npi}\n{t:lb}   (ref 3.5-5.0)\n{t:lb}   H\n{t:lb}\nCritical called to {dr2.il} RN {time}",
    "Lab result {acc}: {pt.full}, {dob}. {t:lb} | {t:lb} | {t:lb}. Ordered by Dr. {dr.last}, {d}. {t:cd}",
  ),
  prescription: prose(
    "{dr.full}, MD   DEA {dea}   NPI {npi}   Lic {lic}\n{street2}, {csz2}   {ph:office}\n\nName: {pt.full}   DOB: {dob}   Date: {d}\nAddress: {addr}\n\nRx: {t:rx}  Disp: #30  Sig: 1 po {t:sx}  Refills: 2\n\n{dr.full}",
    "eRx {d}: {pt.lf}, {dob}, {sex:M/F}. {t:rx} #60 RF 3. Prescriber {dr} DEA# {dea} tel {ph:office}.",
  ),
  priorauth: prose(
    "PRIOR AUTHORIZATION REQUEST\nMember: {pt.full}  Member ID: {plan}  DOB: {dob}\nProvider: {dr.full}, NPI {npi}, fax {fax:office}\nDrug: {t:rx}  Dx: {t:cd} {t:dz}\nTried and failed: {t:rx} ({range}).\nClinical: {@hpi} {@labs}\nContact: {dr2.full} {ph:office}",
    "PA appeal, case {acct:pa}. Member {plan}, {pt.full}. {@who} {@history}. {t:lb}. Denied {d:-10}. Please reconsider {t:cd}. {dr.full} MD {ph:office}",
  ),
  insurance: prose(
    "{d}\n{pt.full}\n{addrlines}\n\nRE: Claim for services on {past}\nMember ID {plan}   Account {acct}\n\nDear {@mr}: we paid $128.40 of $310.00 for {t:cd}. You may owe $45. Call {ph:ins} or visit {url}.\nMember Services",
    "Explanation of benefits. Subscriber {kin.full}, patient {pt.full}, ID {plan}. Provider {dr.full}, {hosp}. Date of service {past}. {t:cd} billed 250.00 allowed 112.35.",
  ),
  callcentre: prose(
    "AGENT: Thank you for calling {hosp}, this is {dr2.first}. May I have your name?\nCALLER: Yes, {pt.full}.\nAGENT: And your date of birth?\nCALLER: {dob}.\nAGENT: The address we have is {street}, {city}?\nCALLER: Yes. My new phone is {ph}.\nAGENT: Dr. {dr.last} can see you {soon} at {time}.",
    "Call log {d} {time} agent {user}: {kin} ({kinsex:father/mother} of {pt.full}, {mrn}) called from {ph:kin} re {t:rx}. Message to Dr. {dr.last}.",
  ),
  fax: prose(
    "FAX\nTO: {dr2.full}, {hosp2}   FAX: {fax:to}\nFROM: {dr.full}   PHONE: {ph:office}\nDATE: {d}   PAGES: 3\nRE: {pt.lf}  DOB {dob}\nRecords attached. {@plan}\nCONFIDENTIAL",
    "RELEASE OF INFORMATION\nI, {pt.full}, born {dob}, of {addr}, allow {hosp} to send records from {range} to {dr2}, fax {fax:to}. SSN {ssn}. Signed {d}. Witness {kin.full}",
  ),
  form: prose(
    "Name: {pt.full}\nDate of birth: {dob}\nSSN: {ssn}\nStreet: {street}\nCity/State/ZIP: {csz}\nHome phone: {ph}\nE-mail: {email}\nEmployer: {org}\nOccupation: {job}\nEmergency contact: {kin.full}   Relation: {kinsex:son/daughter}   Phone: {ph:kin}\nInsurance ID: {plan}\nDriver's license: {dl}",
    "LAST NAME {pt.last^}  FIRST NAME {pt.first^}  MI {pt.mi}\nDOB {dob}  SEX {sex:M/F}  AGE {age}\nMRN {mrn}  ACCT {acct}\nPCP {dr.full}  PHONE {ph:office}\nGUARANTOR {kin.full}\nPAST HX: {t:dz}, {t:dz}\nMEDS: {t:rx}",
  ),
  query: prose(
    "what was {pt.full}'s last {t:lb}",
    "show notes by Dr. {dr.last} for mrn {mrn} since {past}",
    "did {@mr} have {t:dz} before {my}?",
    "email {email} the CT report from {past}",
    "find {job}s over {old} in {city} with {t:dz}",
    "call {ph} and tell {kin} about {t:rx}",
    "summarize admission {range} {hosp} for {pt.lf}",
    "is ssn {ssn} the same person as {pt.full} born {dob}",
  ),
};
