import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { matches } from "../../predicates";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { texts, type RuleSettings } from "../../rule-config";
import { UNKNOWN } from "../../value";

/** Hosts outside AWS that may take patient data. */
export const businessAssociateHosts = texts({
  name: "businessAssociateHosts",
  description:
    'Hosts of parties with a business associate agreement, such as "hec.example.com"; "*.example.com" stands for every host below it.',
  fallback: [],
});

/** Endpoints that a program makes itself: they answer to HTTPS alone and stand under the agreement with AWS. */
const OWN_ENDPOINTS: ReadonlySet<string> = new Set([
  "aws:apigateway/stage:Stage",
  "aws:apigateway/deployment:Deployment",
  "aws:apigatewayv2/api:Api",
  "aws:apigatewayv2/stage:Stage",
  "aws:lambda/functionUrl:FunctionUrl",
]);

/** The endpoint is reached by HTTPS, and its host is on the list. */
export function goesToAssociate(endpoint: Reading<string>, settings: RuleSettings): Answer {
  const value = valueOf(endpoint);
  if (value === UNKNOWN) {
    const references = referencesOf(endpoint) ?? [];
    return references.some((urn) => OWN_ENDPOINTS.has(typeOf(urn))) ? yes : unknown(pathOf(endpoint));
  }
  return all(
    matches(endpoint, /^https:\/\//i),
    any(
      no(pathOf(endpoint)),
      ...businessAssociateHosts.of(settings).map((host) => fromBoolean(isHost(hostOf(String(value)), host))),
    ),
  );
}

/** The host of a URL, without user, port and path. */
function hostOf(url: string): string {
  const [authority = ""] = url.replace(/^[a-z]+:\/\//i, "").split(/[/?#]/);
  return (authority.split("@").pop() ?? "").replace(/:\d+$/, "").toLowerCase();
}

function isHost(host: string, listed: string): boolean {
  const wanted = listed.trim().toLowerCase();
  return wanted.startsWith("*.") ? host.endsWith(wanted.slice(1)) : host === wanted;
}
