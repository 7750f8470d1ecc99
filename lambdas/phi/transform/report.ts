import type { Format } from "../formats";
import type { Changes } from "./deidentify";
import type { Anonymity } from "./k-anonymity";
import type { Method, Profile } from "./methods";

export interface DocumentReport {
  /** SHA-256 of what was written, in hexadecimal: by it a document is known to have been through already. */
  readonly sha256: string;
  readonly format: Format;
  readonly changes: Changes;
  readonly anonymity?: Anonymity;
}

/** What was changed in a run; no value, name or path of a document. */
export interface TransformReport {
  readonly profile: Profile;
  readonly method: Method;
  readonly keyId: string;
  readonly documents: readonly DocumentReport[];
  /** Documents that were refused, by why. */
  readonly refused: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/** What must be known of a profile where its result is used. */
export const NOTES: Readonly<Record<Profile, string>> = {
  "safe-harbor":
    "45 CFR 164.514(b)(2), as far as the engine finds what it lists; its measured misses remain, and (b)(2)(ii), actual knowledge, is for people to judge.",
  "limited-data-set":
    "45 CFR 164.514(e): still protected health information; to be used under a data use agreement alone.",
  "minimum-necessary":
    "Dates are moved and identifiers replaced: that is no Safe Harbor; a determination by an expert (45 CFR 164.514(b)(1)) is needed for de-identified data.",
};
