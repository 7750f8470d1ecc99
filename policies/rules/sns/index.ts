import type { Rule } from "../../rule";
import * as topic from "./topic";

export const rules: readonly Rule[] = Object.values(topic);
