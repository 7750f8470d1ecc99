import type { Subtype } from "../../subtypes";

/** What stands before or after a name and speaks for one, from 0 to 3, and whose name it then is. */
export interface Evidence {
  readonly weight: number;
  readonly whose: Subtype;
  readonly rule: string;
}

export const NOTHING: Evidence = { weight: 0, whose: "person-name", rule: "" };
