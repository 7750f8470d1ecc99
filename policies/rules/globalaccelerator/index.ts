import type { Rule } from "../../rule";
import * as accelerator from "./accelerator";

export const rules: readonly Rule[] = [accelerator.globalacceleratorFlowLogs];
