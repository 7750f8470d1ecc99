import type { Purpose } from "./contract";
import type { Basis, DataClass } from "./vocabulary";

const TERMS = "http://terminology.hl7.org/CodeSystem/";

export interface Coding {
  readonly system: string;
  readonly code: string;
}

export const SYSTEMS = {
  actCode: `${TERMS}v3-ActCode`,
  actReason: `${TERMS}v3-ActReason`,
  confidentiality: `${TERMS}v3-Confidentiality`,
  consentScope: `${TERMS}consentscope`,
  nullFlavor: `${TERMS}v3-NullFlavor`,
  participation: `${TERMS}v3-ParticipationType`,
  loinc: "http://loinc.org",
  /** Recipients as this platform knows them: hashes of callers and codes of organisations. */
  recipients: "urn:phiguard:recipient",
} as const;

/** Security labels of the classes (HL7 v3 ActCode, sensitivity policies; what is not known has the null flavour UNK). */
export const CLASS_LABELS: Readonly<Record<DataClass, Coding>> = {
  general: { system: SYSTEMS.confidentiality, code: "N" },
  "substance-use": { system: SYSTEMS.actCode, code: "SUD" },
  psychotherapy: { system: SYSTEMS.actCode, code: "PSYTHPN" },
  hiv: { system: SYSTEMS.actCode, code: "HIV" },
  genetic: { system: SYSTEMS.actCode, code: "GDIS" },
  unclassified: { system: SYSTEMS.nullFlavor, code: "UNK" },
};

/** Kinds of consent directives (HL7 v3 ActCode) by what a permission rests on; the other bases are no consents of a patient. */
export const BASIS_RULES: Readonly<Partial<Record<Basis, Coding>>> = {
  consent: { system: SYSTEMS.actCode, code: "HIPAAConsentCD" },
  authorization: { system: SYSTEMS.actCode, code: "HIPAAAuthCD" },
  "part2-consent": { system: SYSTEMS.actCode, code: "42CFRPart2CD" },
};

/** Of a restriction: the patient opts out. */
export const RESTRICTION_RULE: Coding = { system: SYSTEMS.actCode, code: "OPTOUT" };
export const SCOPE: Coding = { system: SYSTEMS.consentScope, code: "patient-privacy" };
/** LOINC, "Consent Document". */
export const CATEGORY: Coding = { system: SYSTEMS.loinc, code: "59284-0" };
/** The information's recipient. */
export const ACTOR_ROLE: Coding = { system: SYSTEMS.participation, code: "IRCP" };

export const purposeCoding = (code: Purpose): Coding => ({ system: SYSTEMS.actReason, code });
