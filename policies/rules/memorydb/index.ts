import type { Rule } from "../../rule";
import * as cluster from "./cluster";

export const rules: readonly Rule[] = [cluster.memorydbClusterEncrypted];
