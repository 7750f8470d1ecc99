import type { Rule } from "../../rule";
import * as firewall from "./firewall";

export const rules: readonly Rule[] = [
  firewall.networkfirewallCmk,
  firewall.networkfirewallDeletionProtectionEnabled,
  firewall.networkfirewallLoggingEnabled,
];
