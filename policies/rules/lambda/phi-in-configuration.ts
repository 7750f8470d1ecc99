import { all, any, not, unnamed } from "../../answer";
import { noPatientIdentifier, noPatientIdentifierIn } from "../../identifiers-in-text";
import { every, is, oneOf } from "../../predicates";
import { jsonOf, topOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { lambdaFunction } from "./function";

/** Where functions, tasks, parameters and builds keep their configuration; each type has some of these. */
interface Configuration {
  readonly environment: {
    readonly variables: Record<string, string>;
    readonly environmentVariables: { name: string; value: string; type: string }[];
  };
  readonly containerDefinitions: string;
  readonly type: string;
  readonly value: string;
  readonly insecureValue: string;
}

const configured = on<Configuration>(
  ...lambdaFunction.types,
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:ssm/parameter:Parameter",
  "aws:codebuild/project:Project",
);

export const noPhiInEnvironmentOrOutputs = configured.rule({
  id: "no-phi-in-environment-or-outputs",
  title: "No environment variable and no plain parameter holds an identifier of a patient",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.514",
  says: "holds what looks like an identifier of a patient in its configuration",
  fix: "Take the identifier out and look it up at run time where patient data is kept; a parameter that must hold one needs type SecureString.",
  why: "Configuration is open to everyone who may describe the resource, and lies in the deployment's state. A value that other resources give back is taken as no patient's.",
  appliesWhen: (p) => not(is(p.type, "SecureString")),
  otherwise: "The parameter is encrypted.",
  requires: (p) =>
    all(
      noPatientIdentifierIn(p.environment.variables),
      noPatientIdentifierIn(jsonOf(p.containerDefinitions) as Reading<unknown>),
      every(p.environment.environmentVariables, (variable) =>
        any(unnamed(oneOf(variable.type, ["PARAMETER_STORE", "SECRETS_MANAGER"])), noPatientIdentifierIn(variable)),
      ),
      noPatientIdentifier(topOf(p.value), p.value),
      noPatientIdentifier(topOf(p.insecureValue), p.insecureValue),
    ),
});
