import type { Rule } from "../../rule";
import { kendraIndexCmk } from "./kendra-index";

export const rules: readonly Rule[] = [kendraIndexCmk];
