import type { NamedKey } from "./core";

export interface ApiKeys {
  /** Keys whose names begin so. */
  list(prefix: string): Promise<readonly NamedKey[]>;
  /** Makes a key that works at once, and returns its id. */
  create(name: string, value: string): Promise<string>;
  /** Gives a key its plan; a key that has it already keeps it. */
  addToPlan(keyId: string, usagePlanId: string): Promise<void>;
  isInPlan(keyId: string, usagePlanId: string): Promise<boolean>;
  remove(keyId: string): Promise<void>;
}
