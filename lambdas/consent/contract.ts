/** What the components that deploy tables and functions share with the domain. */

/** Purposes of use, of HL7's code system v3-ActReason (value set v3-PurposeOfUse), as far as they are told apart here. */
export const PURPOSES = [
  "TREAT",
  "ETREAT",
  "HPAYMT",
  "HOPERAT",
  "PUBHLTH",
  "HRESCH",
  "HMARKT",
  "HLEGAL",
  "FAMRQT",
  "PATRQT",
  "BTG",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The patient's own request, and the break of the glass: neither can be granted to anybody, each has rules of its own. */
export const OWN_PURPOSES = ["PATRQT", "BTG"] as const satisfies readonly Purpose[];

/** What a token may be used for is one of its scopes: `purpose/TREAT`. */
export const PURPOSE_CONTEXT = "purpose";

/** Who may do what with consents: a patient with their own, staff with anyone's. Breaking the glass asks for a right of its own. */
export const CONSENT_SCOPES = {
  patient: ["Consent.read", "Consent.write"],
  user: ["Consent.read", "Consent.write", "Consent.override"],
} as const;

/** Key of a subject's events in the table of consents, and of disclosures in theirs. */
export const CONSENT_KEYS = { partition: "subject", sort: "item" } as const;
export const DISCLOSURE_KEYS = { partition: "subject", sort: "item", recipient: "recipient" } as const;
export const DISCLOSURES_BY_RECIPIENT = "by-recipient";

/** Subject of what holds for documents of which nobody says whom they are about. No keyed hash looks like it. */
export const DOCUMENTS_SUBJECT = "documents";
