import type { Rule } from "../rule";
import { cmkBackingKeyRotationEnabled } from "./kms/key";

export const rules: readonly Rule[] = [cmkBackingKeyRotationEnabled];
