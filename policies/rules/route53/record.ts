import type { DomainNameArgs } from "@pulumi/aws/apigateway";
import type { RecordArgs } from "@pulumi/aws/route53";
import { all, any, fromBoolean, no, unknown, unnamed, yes, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { every, is, oneOf, present, sameValue, some } from "../../predicates";
import { itemsOf, pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "../../value";

type Record = Reading<RecordArgs>;

const record = on<RecordArgs>("aws:route53/record:Record");

export const route53ARecordAttached = record.relation({
  id: "route53-a-record-attached",
  title: "Address records point to something that the program makes",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source:
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
  says: "holds a written address, which may belong to somebody else one day",
  fix: "Use aliases, or take the address from its resource: records: [eip.publicIp].",
  why: "An address that is given back is handed to the next customer, and the name goes on pointing to it.",
  appliesWhen: (p) => is(p.type, "A"),
  otherwise: "It is no address record.",
  requires: (p, stack) => any(unnamed(present(p.aliases)), pointsToResource(p, stack)),
});

function pointsToResource({ records }: Record, stack: StackView): Answer {
  // What the value is made from is told for the property as a whole.
  if ((referencesOf(records) ?? []).length > 0) return yes;
  const addresses = itemsOf(records);
  if (addresses === UNKNOWN) return unknown(pathOf(records));
  if (addresses.length === 0) return no(pathOf(records));
  return all(
    ...addresses.map((address) => {
      const value = valueOf(address);
      if (value === UNKNOWN) return unknown(pathOf(address));
      return fromBoolean(
        // A health check asks an address and doesn't own it.
        stack.index.resources.some(({ type, outputs }) => !type.startsWith("aws:route53/") && holds(outputs, value)),
        pathOf(address),
      );
    }),
  );
}

function holds(outputs: PropertyObject | undefined, value: PropertyValue): boolean {
  return outputs !== undefined && Object.values(outputs).includes(value);
}

/** What an API is called by; all of them take tags. */
const api: Kind<Pick<DomainNameArgs, "tags">> = {
  types: [
    "aws:apigateway/domainName:DomainName",
    "aws:apigatewayv2/domainName:DomainName",
    "aws:apigateway/restApi:RestApi",
    "aws:apigatewayv2/api:Api",
    "aws:appsync/domainName:DomainName",
    "aws:appsync/graphQLApi:GraphQLApi",
  ],
};

/** Hosts that AWS gives to APIs: the target of a domain of API Gateway, and an AppSync API. */
const API_HOST = /\.(execute-api|appsync-api)\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\.?$/i;

export const route53FailoverWithHealthCheck = record.relation({
  id: "route53-failover-with-health-check",
  title: "The names of APIs fail over to a second endpoint when the first is not healthy",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(B)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
  says: "leads to one endpoint alone, or goes on leading to one that is not healthy",
  fix: 'Make two records of that name with failoverRoutingPolicies of type "PRIMARY" and "SECONDARY", the first with healthCheckId or evaluateTargetHealth: true.',
  why: "Records that share the load by weight, latency or place fail over as well, where each has a health check. A stack that makes the PRIMARY record alone can't show that there is a second.",
  appliesWhen: (p, stack) =>
    all(oneOf(p.type, ["A", "AAAA", "CNAME"]), any(present(p.failoverRoutingPolicies), leadsToApi(p, stack))),
  otherwise: "The record has no failover routing, and leads to no API that may hold patient data.",
  requires: (p, stack) => {
    if (present(p.failoverRoutingPolicies).truth === true)
      return any(
        hasRole(p, "SECONDARY"),
        all(
          isChecked(p),
          hasSibling(p, stack, (other) => hasRole(other, "SECONDARY")),
        ),
      );
    return sharesLoad(p).truth === false
      ? no("failoverRoutingPolicies")
      : all(isChecked(p), hasSibling(p, stack, isChecked));
  },
});

/** An API of this program tells by its tags what it holds; one that is only named by its host may hold anything. */
function leadsToApi(p: Record, stack: StackView): Answer {
  const targets = [p.aliases, p.records]
    .filter((target) => present(target).truth === true)
    .map((target) => stack.named(target, api));
  const apis = targets.flatMap(({ certain }) => certain);
  if (apis.length > 0) return any(...apis.map((of) => mayHoldPhi(resourceOf(of), stack.settings)));
  return any(...targets.map((target) => target.exists()), fromBoolean(hosts(p).some((host) => API_HOST.test(host))));
}

/** The targets that are known; what is made from a resource of the program is told by its reference. */
function hosts({ aliases, records }: Record): string[] {
  const blocks = itemsOf(aliases);
  const values = itemsOf(records);
  const targets = [
    ...(blocks === UNKNOWN ? [] : blocks.map((alias) => valueOf((alias as Reading<{ name: string }>).name))),
    ...(values === UNKNOWN ? [] : values.map((value) => valueOf(value))),
  ];
  return targets.filter((target) => typeof target === "string");
}

function hasRole(p: Record, role: string): Answer {
  return unnamed(some(p.failoverRoutingPolicies, (policy) => is(policy.type, role)));
}

/** Route 53 leaves the record out of its answers while its target is not healthy. */
function isChecked(p: Record): Answer {
  return any(
    present(p.healthCheckId),
    all(
      present(p.aliases),
      every(p.aliases, (alias) => is(alias.evaluateTargetHealth, true)),
    ),
  );
}

function sharesLoad(p: Record): Answer {
  return any(
    present(p.weightedRoutingPolicies),
    present(p.latencyRoutingPolicies),
    present(p.geolocationRoutingPolicies),
    present(p.geoproximityRoutingPolicy),
    is(p.multivalueAnswerRoutingPolicy, true),
  );
}

/** Another record of the same name and type for which it holds. */
function hasSibling(p: Record, stack: StackView, holds: (other: Record) => Answer): Answer {
  return any(
    no("Record"),
    ...stack
      .all(record)
      .filter((other) => resourceOf(other).urn !== resourceOf(p).urn)
      .map((other) => unnamed(all(sameValue(other.name, p.name), sameValue(other.type, p.type), holds(other)))),
  );
}
