import type { Rule } from "../../rule";
import * as domain from "./domain";
import * as endpoint from "./endpoint-configuration";
import * as features from "./feature-group";
import * as model from "./model";
import * as notebook from "./notebook-instance";
import * as review from "./review-and-monitoring";

export const rules: readonly Rule[] = [domain, endpoint, features, model, notebook, review].flatMap((file) =>
  Object.values(file),
);
