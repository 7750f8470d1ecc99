import { all, any, fromBoolean, no, not, type Answer } from "../../answer";
import { tagOf } from "../../classification";
import { absent, is, matches, notFalse, oneOf, some } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { datastoreHolder, everyDatastore, holdsDatastore, NO_DATASTORE } from "./datastore-shape";

const GUIDE = "https://docs.aws.amazon.com/healthlake/latest/devguide";

export const healthlakeDatastoreCmk = datastoreHolder.rule({
  id: "healthlake-datastore-cmk",
  title: "HealthLake data stores are encrypted with a customer managed key",
  severity: "critical",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: `${GUIDE}/data-protection.html`,
  says: "encrypts its FHIR data with a key that AWS owns, which you can neither audit nor withdraw",
  fix: 'Set SseConfiguration: { KmsEncryptionConfig: { CmkType: "CUSTOMER_MANAGED_KMS_KEY", KmsKeyId: key.arn } }; the store is replaced by it.',
  appliesWhen: (p, _, { type }) => holdsDatastore(p, type),
  otherwise: NO_DATASTORE,
  requires: (p, _, { type }) =>
    everyDatastore(p, type, (store) => all(is(store.cmkType, "CUSTOMER_MANAGED_KMS_KEY"), store.ownKey())),
});

export const healthlakeDatastoreFhirAuthorization = datastoreHolder.rule({
  id: "healthlake-datastore-fhir-authorization",
  title: "Data stores with SMART on FHIR check every scope",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)", "164.502(b)"] },
  source: `${GUIDE}/reference-smart-on-fhir.html`,
  says: "takes SMART on FHIR tokens without checking their scopes one by one",
  fix: "Set IdentityProviderConfiguration.FineGrainedAuthorizationEnabled: true.",
  why: "With AWS_AUTH, which is what a store has when nothing is said, IAM policies decide; rules about roles and policies judge those.",
  appliesWhen: (p, _, { type }) => holdsDatastore(p, type),
  otherwise: NO_DATASTORE,
  requires: (p, _, { type }) =>
    everyDatastore(p, type, (store) =>
      any(absent(store.strategy), is(store.strategy, "AWS_AUTH"), is(store.fineGrained, true)),
    ),
});

export const healthlakeDatastoreNoPreload = datastoreHolder.rule({
  id: "healthlake-datastore-no-preload",
  title: "Production data stores hold no invented patients",
  severity: "low",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: `${GUIDE}/preloading-data.html`,
  says: "is filled with synthetic patients (PreloadDataConfig), who can't be told from real ones later",
  fix: "Remove PreloadDataConfig; the store is replaced by it.",
  why: "Production is what the environment tag says, else the stack's or the project's name. Where none of them names another environment, production is assumed: a store outlives the name of the stack it began in.",
  appliesWhen: (p, _, resource) => all(holdsDatastore(p, resource.type), mayBeProduction(resource)),
  otherwise:
    "It declares no HealthLake data store that this program can read, or stands in an environment that is not production.",
  requires: (p, _, { type }) => everyDatastore(p, type, (store) => absent(store.preload)),
});

const ENVIRONMENT_TAGS = ["phiguard:environment", "Environment", "environment", "Env", "env", "Stage", "stage"];
const PRODUCTION = /(^|[^a-z])(prod|prd|production|live)([^a-z]|$)/i;
const NOT_PRODUCTION =
  /(^|[^a-z])(dev|development|test|testing|tst|qa|uat|stage|staging|stg|sandbox|demo|ci|preview|local|training|nonprod|non-prod|preprod)([^a-z]|$)/i;

function mayBeProduction(resource: Resource): Answer {
  const [stack = "", project = ""] = resource.urn.replace(/^urn:pulumi:/, "").split("::");
  const tag = tagOf(resource, ENVIRONMENT_TAGS);
  const said = tag === undefined || tag === "unknown" ? [stack, project] : [tag];
  const decisive = said.find((word) => PRODUCTION.test(word) || NOT_PRODUCTION.test(word)) ?? "";
  return fromBoolean(!NOT_PRODUCTION.test(decisive), "tags");
}

interface EventRuleArgs {
  readonly eventPattern: string;
  readonly state: string;
  readonly isEnabled: boolean;
  readonly eventBusName: string;
}

const eventRule: Kind<EventRuleArgs> = { types: ["aws:cloudwatch/eventRule:EventRule"] };
const eventTarget: Kind<{ rule: unknown }> = { types: ["aws:cloudwatch/eventTarget:EventTarget"] };

export const healthlakeJobEventsMonitored = datastoreHolder.relation({
  id: "healthlake-job-events-monitored",
  title: "Events of HealthLake reach somebody",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(ii)", "164.312(b)"] },
  source: `${GUIDE}/monitoring-eventbridge.html`,
  says: "has nobody listening to its events: no EventBridge rule with a target takes source aws.healthlake",
  fix: 'new aws.cloudwatch.EventRule("healthlake", { eventPattern: JSON.stringify({ source: ["aws.healthlake"] }) }) with an EventTarget of that rule.',
  appliesWhen: (p, _, { type }) => holdsDatastore(p, type),
  otherwise: NO_DATASTORE,
  requires: (_, stack) => {
    const listening = stack.all(eventRule).map((rule) => all(listens(rule), hasTarget(rule, stack)));
    return listening.length === 0 ? no("EventRule") : any(...listening);
  },
});

function listens(rule: Reading<EventRuleArgs>): Answer {
  const pattern = jsonOf<{ source: (string | { prefix: string })[] }>(rule.eventPattern);
  const bus = rule.eventBusName;
  return all(
    some(pattern.source as unknown as Reading<string[]>, (item) =>
      any(
        is(item as Reading<string>, "aws.healthlake"),
        startsHealthLake((item as unknown as Reading<{ prefix: string }>).prefix),
      ),
    ),
    not(oneOf(rule.state, ["DISABLED"]), pathOf(rule.state)),
    notFalse(rule.isEnabled),
    // AWS services send their events to the default bus.
    any(absent(bus), matches(bus, /(^|\/)default$/)),
  );
}

function startsHealthLake(prefix: Reading<string>): Answer {
  return oneOf(prefix, ["aws.", "aws.health", "aws.healthlake"]);
}

function hasTarget(rule: Reading<EventRuleArgs>, stack: StackView): Answer {
  return stack.partner(rule, eventTarget, "rule").exists();
}
