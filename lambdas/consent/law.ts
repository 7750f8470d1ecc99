import type { Purpose } from "./contract";
import type { Basis, DataClass, OverrideReason } from "./vocabulary";

/** What makes a disclosure lawful, and whether it has to be accounted for. */
export interface Ground {
  /** Of 45 CFR unless it says otherwise. */
  readonly citation: string;
  /** The provision by which the disclosure is written down for the patient; none where the law excepts it. */
  readonly accounting?: string;
}

export interface Rule {
  /** Without anybody's consent. */
  readonly byDefault?: Ground;
  /** With a permission that rests on one of these. */
  readonly bases: Readonly<Partial<Record<Basis, Ground>>>;
  /** True where a restriction that was agreed to doesn't bind the default: 164.522(a)(1)(v) leaves disclosures under 164.512 alone. */
  readonly beyondRestriction?: true;
}

/** 164.528(a)(1): all but treatment, payment, operations, the patient's own, authorized, 164.510, and limited data sets (i)-(viii). */
const accounted = (citation: string): Ground => ({ citation, accounting: "164.528(a)(1)" });
/** 42 CFR 2.25(a): disclosures with consent, of three years. */
const part2 = (citation: string): Ground => ({ citation: `42 CFR ${citation}`, accounting: "42 CFR 2.25(a)" });
const only = (citation: string): Ground => ({ citation });

/** Bases that no restriction reaches: what a court or a law asks for (164.522(a)(1)(v)). */
export const BEYOND_RESTRICTION: readonly Basis[] = ["court-order", "law"];

type Granted = Exclude<Purpose, "PATRQT" | "BTG">;

const AUTHORIZED = only("164.508(a)(1)");
const RESEARCH = { authorization: AUTHORIZED, waiver: accounted("164.512(i)(1)(i)") };
const LEGAL = {
  authorization: AUTHORIZED,
  "court-order": accounted("164.512(e)(1)(i)"),
  law: accounted("164.512(a)(1)"),
};
const NOTES = { authorization: only("164.508(a)(2)") };
const TREATMENT: Rule = { byDefault: only("164.506(c)(1)-(2)"), bases: {} };
const FAMILY: Rule = { bases: { consent: only("164.510(b)(2)"), authorization: AUTHORIZED } };
const MARKETING: Rule = { bases: { authorization: only("164.508(a)(3)") } };
const AUTHORIZATION: Rule = { bases: { authorization: AUTHORIZED } };
const NOBODY: Rule = { bases: {} };

/**
 * Stricter state law stays in force (160.203(b)) and differs by state. The rule here is that of New York: treatment alone goes without a
 * release that names the information (Public Health Law 2782(1)(d) and (b) for HIV; Civil Rights Law 79-l(3) for genetic tests).
 */
const STATE_PROTECTED: Readonly<Record<Granted, Rule>> = {
  TREAT: TREATMENT,
  ETREAT: TREATMENT,
  HPAYMT: AUTHORIZATION,
  HOPERAT: AUTHORIZATION,
  PUBHLTH: AUTHORIZATION,
  HRESCH: { bases: RESEARCH },
  HMARKT: MARKETING,
  HLEGAL: { bases: { authorization: AUTHORIZED, "court-order": LEGAL["court-order"] } },
  FAMRQT: AUTHORIZATION,
};

/** Records of substance use disorders: 42 CFR 2.31 and 2.33 ask for consent where HIPAA asks for none. */
const PART2_CONSENT: Rule = { bases: { "part2-consent": part2("2.31, 2.33(a)") } };

export const RULES: Readonly<Record<DataClass, Readonly<Record<Granted, Rule>>>> = {
  general: {
    TREAT: TREATMENT,
    ETREAT: TREATMENT,
    HPAYMT: { byDefault: only("164.506(c)(1), (3)"), bases: {} },
    HOPERAT: { byDefault: only("164.506(c)(1), (4)"), bases: {} },
    PUBHLTH: { byDefault: accounted("164.512(b)(1)"), bases: {}, beyondRestriction: true },
    HRESCH: { bases: { ...RESEARCH, agreement: only("164.514(e)(1)") } },
    HMARKT: MARKETING,
    HLEGAL: { bases: LEGAL },
    FAMRQT: FAMILY,
  },
  "substance-use": {
    TREAT: PART2_CONSENT,
    ETREAT: PART2_CONSENT,
    HPAYMT: PART2_CONSENT,
    HOPERAT: PART2_CONSENT,
    // 42 CFR 2.54 lets public health have what identifies nobody, which is no matter of consent.
    PUBHLTH: PART2_CONSENT,
    HRESCH: { bases: { "part2-consent": part2("2.31"), waiver: accounted("42 CFR 2.52(a)") } },
    HMARKT: PART2_CONSENT,
    // A law or a subpoena alone is not enough (42 CFR 2.61(a)).
    HLEGAL: { bases: { "part2-consent": part2("2.31(d)"), "court-order": accounted("42 CFR 2.61, 2.64-2.67") } },
    FAMRQT: PART2_CONSENT,
  },
  psychotherapy: {
    // Use by whoever wrote the notes (164.508(a)(2)(i)(A)) is in their own system; others need an authorization, to treat too.
    TREAT: { bases: NOTES },
    ETREAT: { bases: NOTES },
    HPAYMT: { bases: NOTES },
    HOPERAT: { bases: NOTES },
    PUBHLTH: { bases: NOTES },
    HRESCH: { bases: NOTES },
    HMARKT: { bases: NOTES },
    HLEGAL: { bases: { ...NOTES, law: accounted("164.508(a)(2)(ii), 164.512(a)(1)") } },
    FAMRQT: { bases: NOTES },
  },
  hiv: {
    ...STATE_PROTECTED,
    PUBHLTH: { byDefault: accounted("164.512(b)(1)(i)"), bases: {}, beyondRestriction: true },
  },
  genetic: STATE_PROTECTED,
  // An agreement on documents binds whoever sends them to look at them first, and to keep out what is protected further.
  unclassified: {
    TREAT: { bases: { agreement: only("164.506(c)(2)") } },
    ETREAT: NOBODY,
    HPAYMT: { bases: { agreement: only("164.506(c)(3)") } },
    HOPERAT: { bases: { agreement: only("164.502(e)(1)") } },
    PUBHLTH: { bases: { agreement: accounted("164.512(b)(1)") } },
    HRESCH: { bases: { agreement: only("164.514(e)(1)") } },
    HMARKT: NOBODY,
    HLEGAL: NOBODY,
    FAMRQT: NOBODY,
  },
};

/** What patients may have of their own; psychotherapy notes are excepted (164.524(a)(1)(i)), and what nobody has looked at may be some. */
export const OWN_ACCESS: Readonly<Partial<Record<DataClass, Ground>>> = {
  general: only("164.502(a)(1)(i), 164.524(a)(1)"),
  "substance-use": only("42 CFR 2.23(a)"),
  hiv: only("164.502(a)(1)(i), 164.524(a)(1)"),
  genetic: only("164.502(a)(1)(i), 164.524(a)(1)"),
};

const EMERGENCY = only("164.506(c)(1), 164.522(a)(1)(iii)");
const THREAT = accounted("164.512(j)(1)(i)");

/**
 * What an open override lets through. 42 CFR part 2 knows medical emergencies alone (2.51), which have to be documented (2.51(c));
 * psychotherapy notes go out to avert a threat alone (164.508(a)(2)(ii)). What nobody has looked at goes to whoever treats an emergency:
 * psychotherapy notes are kept apart by definition (164.501).
 */
export const OVERRIDES: Readonly<Record<OverrideReason, Readonly<Partial<Record<DataClass, Ground>>>>> = {
  "emergency-treatment": {
    general: EMERGENCY,
    hiv: EMERGENCY,
    genetic: EMERGENCY,
    unclassified: { ...EMERGENCY, accounting: "42 CFR 2.51(c)" },
    "substance-use": { citation: "42 CFR 2.51(a)", accounting: "42 CFR 2.51(c)" },
  },
  threat: {
    general: THREAT,
    hiv: THREAT,
    genetic: THREAT,
    psychotherapy: accounted("164.508(a)(2)(ii), 164.512(j)(1)(i)"),
  },
};

/** 42 CFR 2.32(a)(2), the short statement that goes with each disclosure made with consent. */
export const REDISCLOSURE_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";
export const REDISCLOSURE_CITATION = "42 CFR 2.32(a)(2)";

/** Years that documentation is kept from when it was made or last in effect, whichever is later (164.530(j)(2)). */
export const RETENTION_YEARS = 6;
/** Years that an accounting reaches back (164.528(a)(1)), and one of disclosures with consent under part 2 (42 CFR 2.25(a)). */
export const ACCOUNTING_YEARS = 6;
export const PART2_ACCOUNTING_YEARS = 3;
/** Days in which an accounting has to be given (164.528(c)(1)(i)). */
export const ACCOUNTING_DAYS = 60;
