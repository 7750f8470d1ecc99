import type { Rule } from "../../rule";
import { timestreamDatabaseCmk } from "./database";

export const rules: readonly Rule[] = [timestreamDatabaseCmk];
