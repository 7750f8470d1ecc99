import type { Rule } from "../../rule";
import { securityLakeOrSiemForwardingTls } from "./data-lake";

export const rules: readonly Rule[] = [securityLakeOrSiemForwardingTls];
