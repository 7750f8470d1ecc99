import type { CodeSigningConfigArgs, FunctionArgs } from "@pulumi/aws/lambda";
import { any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { every, is, present } from "../../predicates";
import { isMadeHere, pathOf, type Reading, valueOf } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN, type PropertyValue } from "../../value";
import { IMAGE_SENTENCE, lambdaFunction } from "./function";

const CODE_SIGNING = "aws:lambda/codeSigningConfig:CodeSigningConfig";

const signed = on<FunctionArgs & CodeSigningConfigArgs>(...lambdaFunction.types, CODE_SIGNING);

export const lambdaCodeSigningConfigured = signed.rule({
  id: "lambda-code-signing-configured",
  title: "Functions take signed code only",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)", "164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
  says: "takes code that nobody signed",
  fix: 'Set codeSigningConfigArn on the function, and policies: { untrustedArtifactOnDeployment: "Enforce" } on the config.',
  why: "A config left at Warn lets unsigned code through. Each of the two is judged by itself, so a config of another stack counts as set.",
  appliesWhen: (p) => not(is(p.packageType, "Image"), pathOf(p.packageType)),
  otherwise: `${IMAGE_SENTENCE} Lambda signs no images.`,
  requires: (p, _, { type }) =>
    type === CODE_SIGNING ? is(p.policies.untrustedArtifactOnDeployment, "Enforce") : present(p.codeSigningConfigArn),
});

const layerAccounts = texts({
  name: "layerAccounts",
  description: "Account ids whose layers functions may use, beside the stack's own and the pack's trustedAccounts.",
  fallback: [],
});

export const lambdaNoCrossAccountLayers = lambdaFunction.rule({
  id: "lambda-no-cross-account-layers",
  title: "Functions use layers of trusted accounts only",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html",
  says: "runs code of a layer whose account nobody has named as trusted",
  fix: "Make the layer in this account, or add its account to this rule's layerAccounts or to the pack's trustedAccounts.",
  why: "The stack's own account is read from the function's role, which Lambda takes from its own account only. AWS's layers stand in accounts of their own and are named like any other.",
  config: [layerAccounts],
  requires: (p, settings) => {
    const role = valueOf(p.role);
    const trusted = new Set([...settings.trustedAccounts, ...layerAccounts.of(settings), accountOf(role)]);
    const own = role === UNKNOWN ? unknown(pathOf(p.role)) : no();
    return every(p.layers, (layer) => any(own, ofAccount(layer as Reading<string>, trusted)));
  },
});

/** A layer that the program makes has an ARN that is not known yet; one from another stack may be anybody's. */
function ofAccount(layer: Reading<string>, trusted: ReadonlySet<string>): Answer {
  const value = valueOf(layer);
  if (value === UNKNOWN) return isMadeHere(layer) ? yes : unknown(pathOf(layer));
  const account = accountOf(value);
  return fromBoolean(account !== "" && trusted.has(account), pathOf(layer));
}

/** The account in an ARN, empty where there is none. */
function accountOf(arn: PropertyValue): string {
  return (typeof arn === "string" ? arn.split(":")[4] : undefined) ?? "";
}
