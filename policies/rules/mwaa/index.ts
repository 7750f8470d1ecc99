import type { Rule } from "../../rule";
import * as environment from "./environment";

export const rules: readonly Rule[] = [environment.mwaaEnvironmentLogsEnabled, environment.mwaaEnvironmentNotPublic];
