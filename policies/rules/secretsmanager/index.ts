import type { Rule } from "../../rule";
import { secretsReplicaForDr } from "./recovery";
import { secretsmanagerRotationEnabledCheck, secretsmanagerSecretDescription, secretsmanagerUsingCmk } from "./secret";
import { secretsmanagerPolicyRestrictive } from "./secret-policy";
import { secretsmanagerRotationWithin90Days } from "./secret-rotation";

export const rules: readonly Rule[] = [
  secretsmanagerRotationEnabledCheck,
  secretsmanagerUsingCmk,
  secretsmanagerSecretDescription,
  secretsmanagerRotationWithin90Days,
  secretsmanagerPolicyRestrictive,
  secretsReplicaForDr,
];
