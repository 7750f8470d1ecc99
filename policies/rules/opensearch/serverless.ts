import type {
  ServerlessCollectionArgs,
  ServerlessSecurityPolicyArgs,
  ServerlessVpcEndpointArgs,
} from "@pulumi/aws/opensearch";
import { all, any, fromBoolean, implies, no, unknown, unnamed, yes, type Answer } from "../../answer";
import { globCovers } from "../../policy-document";
import { customerKey, every, is, notTrue, present, some } from "../../predicates";
import { jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { shortType } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

const POLICY = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy";
const COLLECTION = "aws:opensearch/serverlessCollection:ServerlessCollection";

type PolicyArgs = ServerlessSecurityPolicyArgs;
type Collection = Reading<ServerlessCollectionArgs>;
type Policy = Reading<PolicyArgs>;

const securityPolicy: Kind<PolicyArgs> = { types: [POLICY] };
const vpcEndpoint: Kind<ServerlessVpcEndpointArgs> = {
  types: ["aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint"],
};
const policyOrCollection = on<ServerlessCollectionArgs & PolicyArgs>(POLICY, COLLECTION);

/** One document of a security policy. An encryption policy is one, a network policy a list of them. */
interface SecurityDocument {
  readonly Rules: { readonly Resource: string[] }[];
  readonly AWSOwnedKey: boolean;
  readonly KmsARN: string;
  readonly AllowFromPublic: boolean;
}

export const opensearchServerlessCmkAndPrivate = policyOrCollection.relation({
  id: "opensearch-serverless-cmk-and-private",
  title: "Serverless collections have a customer managed key and are closed to the internet",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(a)(2)(iv)",
      "164.312(e)(1)",
      "164.312(e)(2)(ii)",
    ],
  },
  source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-security.html",
  says: "uses a key of AWS or is open to the internet",
  fix: "In the encryption policy set AWSOwnedKey: false and KmsARN; in the network policy AllowFromPublic: false with SourceVPCEs.",
  why: "AWS makes no collection without an encryption policy. Where another stack has it, name the key in encryptionConfigs. A collection without a network policy can't be reached at all.",
  adviseIfOpen:
    "A policy document with one value that AWS has yet to make can't be read at preview; the update judges it again.",
  requires: (p, stack, { type }) => (type === COLLECTION ? collectionIsSafe(p, stack) : policyIsSafe(p, stack)),
});

function policyIsSafe(p: Policy, stack: StackView): Answer {
  return all(
    implies(is(p.type, "encryption"), namesCustomerKey(p)),
    implies(is(p.type, "network"), isPrivate(p, stack)),
  );
}

function documents(p: Policy): Reading<SecurityDocument[]> {
  return jsonOf<SecurityDocument[]>(p.policy);
}

function namesCustomerKey(p: Policy): Answer {
  const document = jsonOf<SecurityDocument>(p.policy);
  // A document made from a key of this program names it, and a policy with a key has no AWSOwnedKey.
  const isOpen = valueOf(p.policy) === UNKNOWN;
  return all(customerKey(document.KmsARN), isOpen ? yes : notTrue(document.AWSOwnedKey));
}

function isPrivate(p: Policy, stack: StackView): Answer {
  // Made from an endpoint of this program, so it is about private access.
  if (valueOf(p.policy) === UNKNOWN && stack.refersTo(p.policy, vpcEndpoint)) return yes;
  return every(documents(p), (document) => notTrue(document.AllowFromPublic));
}

function collectionIsSafe(p: Collection, stack: StackView): Answer {
  const policies = stack.all(securityPolicy);
  return all(
    present(p.encryptionConfigs).truth === true
      ? every(p.encryptionConfigs, (config) => all(customerKey(config.kmsKeyArn), notTrue(config.awsOwnedKey)))
      : any(
          no(shortType(POLICY)),
          ...policies.map((policy) => unnamed(all(is(policy.type, "encryption"), covers(policy, p)))),
        ),
    ...policies.map((policy) => implies(covers(policy, p), policyIsSafe(policy, stack))),
  );
}

/** A document that is not known yet is one of this program: it counts as covering, and is judged by what it was made from. */
function covers(policy: Policy, p: Collection): Answer {
  if (valueOf(policy.policy) === UNKNOWN) return yes;
  const name = valueOf(p.name);
  return some(documents(policy), (document) =>
    some(document.Rules, (rule) =>
      some(rule.Resource, (item) => {
        const pattern = valueOf(item as Reading<string>);
        return typeof name === "string" && typeof pattern === "string"
          ? fromBoolean(globCovers(pattern, `collection/${name}`))
          : unknown(pathOf(p.name), pathOf(item));
      }),
    ),
  );
}
