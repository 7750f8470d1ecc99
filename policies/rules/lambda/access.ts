import type {
  FunctionUrlArgs,
  LayerVersionPermissionArgs,
  PermissionArgs,
  ResourcePolicyArgs,
} from "@pulumi/aws/lambda";
import { all, any, fromBoolean, no, not, unnamed, yes, type Answer } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { is, matches, oneOf, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

const permission = on<PermissionArgs>("aws:lambda/permission:Permission");
const functionUrl = on<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl");
const door = on<
  PermissionArgs & FunctionUrlArgs & Pick<LayerVersionPermissionArgs, "organizationId"> & ResourcePolicyArgs
>(
  ...permission.types,
  ...functionUrl.types,
  "aws:lambda/layerVersionPermission:LayerVersionPermission",
  "aws:lambda/resourcePolicy:ResourcePolicy",
);

const POLICIES = "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html";
const URLS = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

export const lambdaFunctionPublicAccessProhibited = door.rule({
  id: "lambda-function-public-access-prohibited",
  title: "Functions and layers let nobody in who is not named or narrowed",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: POLICIES,
  says: "lets anyone in",
  fix: 'Name the account, role or service as principal, or narrow "*" by principalOrgId (organizationId for a layer) or sourceArn; give a function URL authorizationType: "AWS_IAM".',
  why: "For a function URL without authorization the provider adds a permission for everyone by itself.",
  requires: (p) =>
    all(
      any(
        not(oneOf(p.principal, ["*", "arn:aws:iam::*:root"]), pathOf(p.principal)),
        unnamed(any(present(p.principalOrgId), present(p.organizationId), bindsToSource(p))),
      ),
      not(is(p.authorizationType, "NONE"), pathOf(p.authorizationType)),
      noOpenStatement(p.policy),
    ),
});

export const lambdaFunctionUrlAuth = functionUrl.rule({
  id: "lambda-function-url-auth",
  title: "Function URLs ask for a signed request",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(d)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3"],
  },
  source: URLS,
  says: "answers requests of anyone on the internet",
  fix: 'Set authorizationType: "AWS_IAM".',
  remedy: { authorizationType: "AWS_IAM" },
  requires: (p) => is(p.authorizationType, "AWS_IAM"),
});

export const lambdaPermissionSourceRestricted = permission.rule({
  id: "lambda-permission-source-restricted",
  title: "Permissions for an AWS service name the resource or account it acts for",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
  says: "lets a service call the function for any account",
  fix: "Set sourceArn to the resource that calls the function, or sourceAccount to its account.",
  why: "Anyone may point their own bucket, topic or API at a function that trusts the whole service.",
  appliesWhen: (p) => matches(p.principal, /\.amazon(aws)?\.com(\.cn)?$/),
  otherwise: "The principal is an account, a role or a user, not a service.",
  requires: (p) => bindsToSource(p),
});

/** One resource, account or Alexa skill; an ARN that leaves both the account and the name open binds nobody. */
function bindsToSource(p: Reading<Pick<PermissionArgs, "sourceArn" | "sourceAccount" | "eventSourceToken">>): Answer {
  return any(ofOneOwner(p.sourceArn), present(p.sourceAccount), unnamed(present(p.eventSourceToken)));
}

/** An unknown ARN is something the program computes, so no wildcard. ARNs of S3 and a few others have no account, but a name of their own. */
function ofOneOwner(arn: Reading<unknown>): Answer {
  const value = valueOf(arn);
  if (value === UNKNOWN) return yes;
  if (typeof value !== "string") return no(pathOf(arn));
  const [, , , , account = "", name = ""] = value.split(":");
  return fromBoolean(account === "" ? /^[^*?]{3}/.test(name) : !/[*?]/.test(account), pathOf(arn));
}
