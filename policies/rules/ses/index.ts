import type { Rule } from "../../rule";
import * as configurationSet from "./configuration-set";

export const rules: readonly Rule[] = Object.values(configurationSet);
