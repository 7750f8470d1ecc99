import { CLINICAL } from "./clinical";
import { COMPUTE } from "./compute";
import { LAKE } from "./lake";
import { MESSAGES } from "./messages";
import { NETWORK } from "./network";
import { OPERATIONS } from "./operations";
import { STORES } from "./stores";
import type { ServiceRights } from "./service-rights";

export { GUARD_LISTS, GUARD_READS } from "./guards";
export { OURS, type Area, type ServiceRights } from "./service-rights";

/**
 * Every service of the workloads, but for those in special-rights.ts. What guards the account (trail, GuardDuty, Config, Security Hub,
 * Macie, Inspector, guardrails) is read alone: administrators change it.
 */
export const DEPLOY_RIGHTS: readonly ServiceRights[] = [
  ...COMPUTE,
  ...MESSAGES,
  ...OPERATIONS,
  ...STORES,
  ...LAKE,
  ...CLINICAL,
  ...NETWORK,
];
