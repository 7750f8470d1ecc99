import type { Rule } from "../../rule";
import { comprehendCustomModelInVpc, comprehendRecognizerCmk } from "./custom-model";

export const rules: readonly Rule[] = [comprehendCustomModelInVpc, comprehendRecognizerCmk];
