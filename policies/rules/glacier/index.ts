import type { Rule } from "../../rule";
import * as vault from "./vault";

export const rules: readonly Rule[] = Object.values(vault);
