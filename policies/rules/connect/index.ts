import type { Rule } from "../../rule";
import { connectStorageCmk } from "./instance-storage";

export const rules: readonly Rule[] = [connectStorageCmk];
