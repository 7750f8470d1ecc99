import type { Rule } from "../../rule";
import { securityhubEnabled } from "./account";
import { securityhubFindingsRouted } from "./findings-routed";

export const rules: readonly Rule[] = [securityhubEnabled, securityhubFindingsRouted];
