import type { Rule } from "../../rule";
import { batchJobNotPrivileged } from "./job-definition";

export const rules: readonly Rule[] = [batchJobNotPrivileged];
