import type { Rule } from "../../rule";
import * as queue from "./queue";

export const rules: readonly Rule[] = Object.values(queue);
