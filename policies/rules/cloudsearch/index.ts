import type { Rule } from "../../rule";
import * as domain from "./domain";

export const rules: readonly Rule[] = [domain.cloudsearchHttpsAndTls];
