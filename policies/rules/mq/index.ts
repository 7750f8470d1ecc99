import type { Rule } from "../../rule";
import * as broker from "./broker";

export const rules: readonly Rule[] = Object.values(broker);
