import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, INSTANCE } from "./database";
import { rdsEventSubscriptionCritical } from "./event-subscription";

const SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
const eventCategories = ["failure", "maintenance", "configuration change"];
const snsTopic = "arn:aws:sns:us-east-1:111122223333:database-events";
const watching = { snsTopic, sourceType: "db-instance", eventCategories };
const claims = { type: INSTANCE, name: "claims", props: { engine: "postgres", identifier: "claims" } };
const intake = { type: INSTANCE, name: "intake", props: { engine: "postgres", identifier: "intake" } };
const aurora = { type: CLUSTER, name: "aurora", props: { engine: "aurora-mysql", clusterIdentifier: "aurora" } };
const finds = "EventSubscription";

testRule(rdsEventSubscriptionCritical, {
  valid: [
    { name: "all three categories", props: watching, others: [claims] },
    { name: "switched on in so many words", props: { ...watching, enabled: true }, others: [claims] },
    { name: "all sources and categories", props: { snsTopic }, others: [claims, aurora] },
    { name: "clusters", props: { ...watching, sourceType: "db-cluster" }, others: [aurora] },
    {
      name: "a subscription a category",
      props: { ...watching, eventCategories: ["failure"] },
      others: [
        claims,
        { type: SUBSCRIPTION, name: "b", props: { ...watching, eventCategories: ["maintenance"] } },
        { type: SUBSCRIPTION, name: "c", props: { ...watching, eventCategories: ["configuration change"] } },
      ],
    },
    {
      name: "one of the two is enough",
      props: { ...watching, enabled: false },
      others: [claims, { type: SUBSCRIPTION, name: "b", props: watching }],
    },
    { name: "about the database by identifier", props: { ...watching, sourceIds: ["claims"] }, others: [claims] },
    { name: "about the database by reference", props: { ...watching, sourceIds: [from("claims")] }, others: [claims] },
  ],
  invalid: [
    {
      name: "a database without a subscription",
      type: INSTANCE,
      props: { engine: "postgres", instanceClass: "db.m7g.large" },
      finds,
    },
    { name: "switched off", props: { ...watching, enabled: false }, others: [claims], finds },
    ...eventCategories.map((missing) => ({
      name: `without ${missing}`,
      props: { ...watching, eventCategories: eventCategories.filter((category) => category !== missing) },
      others: [claims],
      finds,
    })),
    { name: "about clusters alone", props: { ...watching, sourceType: "db-cluster" }, others: [claims], finds },
    { name: "about instances alone", props: watching, others: [claims, aurora], finds },
    { name: "about another database", props: { ...watching, sourceIds: ["intake"] }, others: [claims, intake], finds },
  ],
  notJudged: [
    { name: "a stack without databases", props: watching, because: "exempt" },
    {
      name: "categories not known yet",
      props: { ...watching, eventCategories: unknownValue },
      others: [claims],
      because: "unknown",
      finds: "EventSubscription.eventCategories",
    },
    {
      name: "sources not known yet",
      props: { ...watching, sourceIds: [unknownString] },
      others: [claims, intake],
      because: "unknown",
      finds: "EventSubscription.sourceIds",
    },
  ],
});
