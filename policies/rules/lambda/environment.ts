import { customerKey, present } from "../../predicates";
import { noCredentialIn } from "../../secrets-in-text";
import { lambdaFunction } from "./function";

const VARIABLES = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html";
const VARIABLES_ENCRYPTION = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html";

export const lambdaNoSecretsInEnvironment = lambdaFunction.rule({
  id: "lambda-no-secrets-in-environment",
  title: "No environment variable of a function holds a credential",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: VARIABLES,
  says: "shows a credential to everyone who may look at the function's configuration",
  fix: "Put the credential into Secrets Manager, hand the function the secret's ARN and read it at run time.",
  why: "A variable counts where its value has the shape of a key or token, or where its name says password, secret, token or key and its value is neither an ARN nor a path.",
  requires: (p) => noCredentialIn(p.environment.variables),
});

export const lambdaEnvironmentCmk = lambdaFunction.rule({
  id: "lambda-environment-cmk",
  title: "Functions encrypt their environment variables with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: VARIABLES_ENCRYPTION,
  says: "keeps its environment variables under a key of Lambda",
  fix: "Set kmsKeyArn: key.arn.",
  appliesWhen: (p) => present(p.environment.variables),
  otherwise: "The function has no environment variables.",
  requires: (p) => customerKey(p.kmsKeyArn),
});
