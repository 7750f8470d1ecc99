import type { Rule } from "../../rule";
import * as permissions from "./permissions";
import * as settings from "./settings";

export const rules: readonly Rule[] = [
  permissions.lakeformationPermissionNotAll,
  settings.lakeformationExternalFilteringOff,
  settings.lakeformationNoIamAllowedPrincipals,
];
