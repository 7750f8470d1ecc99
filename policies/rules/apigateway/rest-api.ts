import type { RestApiArgs, RestApiPolicyArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { isMeantForInternet } from "../../classification";
import {
  coversAction,
  denies,
  noOpenStatement,
  someStatement,
  starPrincipal,
  type Statement,
} from "../../policy-document";
import { entriesOf, itemsOf, pathOf, sourcesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { restApi } from "./kinds";
import { isPrivate } from "./web-acl";

const restApiPolicy: Kind<RestApiPolicyArgs> = { types: ["aws:apigateway/restApiPolicy:RestApiPolicy"] };

export const apiGwEndpointNotPublic = restApi.relation({
  id: "api-gw-endpoint-not-public",
  title: "REST APIs are private unless they are declared to face the internet",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
  says: "can be reached from the internet, or from VPC endpoints of anyone",
  fix: 'Set endpointConfiguration: { types: "PRIVATE", vpcEndpointIds } and a policy that allows one aws:SourceVpce; or tag the API "phiguard:exposure": "internet-facing".',
  why: "API Gateway refuses every call to a private API that has no policy, so a policy may be left out; one that lets everybody in opens the API to VPC endpoints of other accounts.",
  adviseIfOpen: "The policy names the API's own ARN, which no first preview knows.",
  appliesWhen: (_p, _stack, resource) => not(isMeantForInternet(resource)),
  otherwise: "Its tag says that the API is meant to face the internet.",
  requires: (p, stack) => all(isPrivate(p), limitsNetworks(p, stack)),
});

/** A policy resource is applied after the API itself, so it decides where there is one. */
function limitsNetworks(p: Reading<RestApiArgs>, stack: StackView): Answer {
  const companions = stack.partner(p, restApiPolicy, "restApiId");
  const fromCompanions = companions.every((of) => lets(of.policy));
  return companions.count() > 0 ? fromCompanions : all(lets(p.policy), fromCompanions);
}

/** What a policy limits an API to. */
const NETWORKS: ReadonlySet<string> = new Set(["aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpc:Vpc"]);

/**
 * In come only those that a statement names or binds, or all but those are refused. A policy that is not known yet because it is made from
 * a VPC endpoint or VPC of this program limits the API to it: nothing else in a policy names one.
 */
function lets(policy: Reading<unknown>): Answer {
  if (valueOf(policy) === UNKNOWN && sourcesOf(policy).some((urn) => NETWORKS.has(typeOf(urn)))) return yes;
  return any(noOpenStatement(policy), unnamed(someStatement(policy, refusesOtherNetworks)));
}

/** A Deny for whoever does not come through one VPC endpoint or VPC. */
function refusesOtherNetworks(statement: Reading<Statement>): Answer {
  return all(
    denies(statement),
    starPrincipal(statement),
    coversAction(statement, "execute-api:Invoke"),
    namesNetwork(statement),
  );
}

const UNEQUAL = ["stringnotequals", "stringnotequalsignorecase", "stringnotlike"];
const NETWORK_KEYS = ["aws:sourcevpce", "aws:sourcevpc"];

function namesNetwork(statement: Reading<Statement>): Answer {
  const operators = entriesOf(statement.Condition);
  if (operators === UNKNOWN) return unknown(pathOf(statement.Condition));
  return any(
    ...operators
      .filter(([operator]) => UNEQUAL.includes(operator.toLowerCase().replace("ifexists", "")))
      .flatMap(([, keys]) => {
        const entries = entriesOf(keys);
        if (entries === UNKNOWN) return [unknown(pathOf(keys))];
        return entries
          .filter(([key]) => NETWORK_KEYS.includes(key.toLowerCase()))
          .map(([, values]) => namesOne(values));
      }),
  );
}

/** An unknown value is a VPC endpoint that the program makes. */
function namesOne(values: Reading<unknown>): Answer {
  const items = itemsOf(values as Reading<string[]>);
  if (items === UNKNOWN) return yes;
  return fromBoolean(
    items.every((item) => {
      const value = valueOf(item);
      return value === UNKNOWN || !/^[*?]*$/.test(String(value));
    }),
  );
}
