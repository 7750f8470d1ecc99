import { all, fromBoolean, not, unknown, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { pathOf, valueOf, type Reading } from "../../reading";
import { CLOUD_CONTROL, type Resource } from "../../resource";
import { texts } from "../../rule-config";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";
import { HIPAA_ELIGIBLE, HIPAA_ELIGIBLE_AS_OF, HIPAA_ELIGIBLE_PAGE, KEEPS_NO_CONTENT } from "./hipaa-eligible-services";
import { moduleOf, moduleOfCloudFormation } from "./service-of";

interface Anything {
  readonly typeName: string;
}

const anything = on<Anything>("*");

const eligibleServices = texts({
  name: "eligibleServices",
  description: `Services under AWS's business associate addendum, as module names of the AWS provider; takes the place of the list that ships (${HIPAA_ELIGIBLE_AS_OF}).`,
  fallback: HIPAA_ELIGIBLE,
});

const moreServices = texts({
  name: "moreServices",
  description: "Services that AWS has added to its page since, as module names of the AWS provider.",
  fallback: [],
});

export const phiHipaaEligibleServicesOnly = anything.rule({
  id: "phi-hipaa-eligible-services-only",
  title: "Patient data is worked on by services under the business associate addendum with AWS alone",
  severity: "high",
  controls: { hipaa: ["164.308(b)(1)", "164.314(a)(1)"] },
  source: HIPAA_ELIGIBLE_PAGE,
  says: `is of a service that AWS does not list as HIPAA eligible (list of ${HIPAA_ELIGIBLE_AS_OF})`,
  fix: 'Use a service on AWS\'s list, tag what holds no patient data ("phiguard:classification": "internal"), or name a service that AWS has added in this rule\'s moreServices.',
  config: [eligibleServices, moreServices],
  appliesWhen: (p, settings, resource) =>
    all(mayHoldPhi(resource, settings), not(isOneOf(p, resource, KEEPS_NO_CONTENT))),
  otherwise: "It is classified as holding no patient data, or its service keeps nothing of what a workload processes.",
  requires: (p, settings, resource) =>
    isOneOf(p, resource, [...eligibleServices.of(settings), ...moreServices.of(settings)]),
});

/** By its own type, or for Cloud Control by the type that it makes. */
function isOneOf(p: Reading<Anything>, { type }: Resource, services: readonly string[]): Answer {
  const made = valueOf(p.typeName);
  if (type !== CLOUD_CONTROL) return fromBoolean(services.includes(moduleOf(type)), "type");
  return made === UNKNOWN
    ? unknown(pathOf(p.typeName))
    : fromBoolean(services.includes(moduleOfCloudFormation(String(made))), pathOf(p.typeName));
}
