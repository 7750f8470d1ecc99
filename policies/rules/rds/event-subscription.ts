import type { EventSubscriptionArgs } from "@pulumi/aws/rds";
import { all, any, fromBoolean, no, unknown, unnamed, type Answer } from "../../answer";
import { absent, is, notFalse, some } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { CLUSTER, instanceOrCluster, mayBeMore, namedBy, type Database } from "./database";
import type { StackView } from "../../stack-view";

const eventSubscription = on<EventSubscriptionArgs>("aws:rds/eventSubscription:EventSubscription");

type Subscription = Reading<EventSubscriptionArgs>;

const CATEGORIES = ["failure", "maintenance", "configuration change"] as const;

export const rdsEventSubscriptionCritical = eventSubscription.wholeStack({
  id: "rds-event-subscription-critical",
  title: "Someone is told of failures, maintenance and changes of the databases",
  severity: "low",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Subscribing.html",
  says: "tells nobody when one of its databases fails, is maintained or changed",
  fix: 'Add an aws.rds.EventSubscription with sourceType "db-instance" (or "db-cluster") and eventCategories ["failure", "maintenance", "configuration change"].',
  why: "One subscription without sourceIds is enough for all databases of the account and region.",
  appliesWhen: (stack) => fromBoolean(stack.all(instanceOrCluster).length > 0),
  otherwise: "The stack has no database.",
  requires: (stack) => all(...stack.all(instanceOrCluster).map((database) => isWatched(database, stack))),
});

/** For each category one subscription that is on, about this kind of source and not only about other databases. */
function isWatched(database: Database, stack: StackView): Answer {
  const sourceType = resourceOf(database).type === CLUSTER ? "db-cluster" : "db-instance";
  const named = namedBy(stack, database, eventSubscription, "sourceIds");
  const naming = named.certain.map((one) => resourceOf(one).urn);
  const open = mayBeMore(named) ? unknown("EventSubscription.sourceIds") : no();
  const watches = (by: Subscription, category: string): Answer =>
    all(
      notFalse(by.enabled),
      any(absent(by.sourceType), is(by.sourceType, sourceType)),
      any(
        absent(by.eventCategories),
        some(by.eventCategories, (item) => is(item as Reading<string>, category)),
      ),
      any(fromBoolean(naming.includes(resourceOf(by).urn)), absent(by.sourceIds), open),
    );
  const subscriptions = stack.all(eventSubscription);
  return all(
    ...CATEGORIES.map((category) =>
      any(no("EventSubscription"), ...subscriptions.map((by) => unnamed(watches(by, category)))),
    ),
  );
}
