import type { Rule } from "../../rule";
import * as autoLogoff from "./auto-logoff";

export const rules: readonly Rule[] = [autoLogoff.workforceAutoLogoff];
