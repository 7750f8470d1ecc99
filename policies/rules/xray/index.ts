import type { Rule } from "../../rule";
import * as encryption from "./encryption";

export const rules: readonly Rule[] = Object.values(encryption);
