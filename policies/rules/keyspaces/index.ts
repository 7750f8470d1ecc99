import type { Rule } from "../../rule";
import { keyspacesTableCmk } from "./table";

export const rules: readonly Rule[] = [keyspacesTableCmk];
