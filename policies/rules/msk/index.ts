import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as connector from "./connector";

export const rules: readonly Rule[] = [cluster, connector].flatMap((file) => Object.values(file));
