import type { Rule } from "../../rule";
import * as userPoolClient from "./user-pool-client";

export const rules: readonly Rule[] = [userPoolClient.cognitoFhirClientOauthFlows];
