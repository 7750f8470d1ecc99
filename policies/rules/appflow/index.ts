import type { Rule } from "../../rule";
import * as flow from "./flow";

export const rules: readonly Rule[] = [
  flow.appflowConnectorProfileCmk,
  flow.appflowFlowCmk,
  flow.appflowFlowDescription,
];
