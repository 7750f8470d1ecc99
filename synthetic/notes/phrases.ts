import type { Grammar } from "../text/grammar";

/** What notes are put together from; see `text/grammar.ts` for the marks. Letters: {x} is a slot of `slots.ts`. */
export const PHRASES: Grammar = {
  soap: [
    "{@head}\nS: {full}, a {gender} of {age} years, is here for {reason}. {@context}\nO: BP {bp}, pulse {pulse}, temp {temperature} C, weight {weight} kg. {@exam}{labs}\nA: {problems}.\nP: {plan} {@followUp}\n\n{@signed}",
    "{@head}\nSubjective\n{title} {last} comes in for {reason}. {@context}\n\nObjective\nVitals: {bp} mmHg, HR {pulse}, T {temperature}, SpO2 {oxygen}%.{labs}\n\nAssessment and plan\n{problems}. {plan} {@followUp}\n\n{@signed}",
  ],
  story: [
    "{date}\n\n{full} (born {dob}, record {mrn}) was seen today because of {reason}. {@context} On examination the blood pressure was {bp} and the pulse {pulse}.{labs} {hisHer} problems are {problems}. {plan} {@followUp}\n\n{@signed}",
    "I saw {title} {last}, {age}, at {house} on {date} about {reason}. {@context} {heShe} weighed {weight} kg; BP {bp}.{labs} Known: {problems}. {plan} {@followUp}\n{@signed}",
  ],
  terse: [
    "{mrn} {lastFirst} {age}{g} {date}. cc {reason}. bp {bp} p {pulse} t {temperature}.{labs} dx {problems}. {plan} {drInitials}",
    "{last}, {age}{g}. {reason}. VS {bp}/{pulse}/{temperature}/{oxygen}%. {plan} f/u prn. {drLast}",
  ],
  phone: [
    "Telephone note {date} {time}\n{relName}, {relation} of {full} ({mrn}), called from {relPhone} about {reason}. Message passed to Dr. {drLast}; will call back at {phone}.",
    "Call from {full}, DOB {dob}, {phone}: {reason} since yesterday, asks for a refill. {plan} Confirmed address {street}, {cityLine}. {drName}, {credential}",
  ],
  discharge: [
    "{house}\nDISCHARGE SUMMARY\nPatient: {lastFirst}   MRN: {mrn}   DOB: {dob}\nAdmitted: {date}   Discharged: {endDate}\nAttending: {drName}, {credential} (NPI {npi})\n\n{full}, {age} years old, was admitted with {reason}. {@context}{labs} {plan} {heShe} went home to {street}, {cityLine}; {relName} ({relation}, {relPhone}) will help.\n\nInsurance: {payer} {member}\n\n{@signed}",
    "{date} - {endDate}, {house}: {full}, {mrn}. Reason: {reason}. Course without complications.{labs} Diagnoses: {problems}. {plan} Questions to {housePhone}.\n{@signed}",
  ],
  letter: [
    "{house}\n{houseStreet}, {houseCity}\n{housePhone}\n\n{date}\n\nRe: {full}, born {dob}, SSN {ssn}\n\nDear colleague,\n\nthank you for seeing {title} {last}, who suffers from {problems}. {@context}{labs} {plan}\n\nKind regards,\n{@signed}",
  ],
  head: ["{lastFirst}   {mrn}   DOB {dob}   {date}", "Patient: {full}\nMRN: {mrn}  Date of visit: {date} {time}", "{full} | {dob} | {g} | {date}"],
  context: [
    "{heShe} lives in {city} with {relName}.",
    "{heShe} {work}.",
    "{relName}, the {relation}, came along.",
    "No new allergies.",
    "{heShe} can be reached at {phone} or {email}.",
    "Insured with {payer}, member {member}.",
  ],
  exam: ["Heart regular, lungs clear.", "Abdomen soft, no edema.", "Alert and oriented, gait normal."],
  followUp: ["Return in {weeks} weeks.", "Follow-up with Dr. {drLast} on {next}.", "Call {housePhone} with questions.", "Results go to {email}."],
  signed: ["{drName}, {credential}", "Signed by {drName}, {credential} on {endDate} at {time}", "{drInitials} / {drLast}"],
}; // prettier-ignore

/** Styles by what the encounter is, with how often each is written. */
export const STYLES = {
  ambulatory: [["soap", 5], ["story", 3], ["terse", 3], ["phone", 1], ["letter", 1]],
  emergency: [["soap", 2], ["story", 2], ["terse", 3]],
  inpatient: [["discharge", 1]],
} as const satisfies Readonly<Record<string, readonly (readonly [string, number])[]>>; // prettier-ignore

export type Style = (typeof STYLES)[keyof typeof STYLES][number][0];
