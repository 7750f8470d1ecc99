/** Last parts of the names of the tables of consents and of disclosures. */
export const CONSENT_TABLE = "consents";
export const DISCLOSURE_TABLE = "disclosures";
