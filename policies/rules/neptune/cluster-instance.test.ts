import { testRule, unknownValue } from "../../testing/rule-tester";
import { neptuneInstanceNotPublic } from "./cluster-instance";

const instance = { clusterIdentifier: "referrals", instanceClass: "db.r6g.large" };

testRule(neptuneInstanceNotPublic, {
  valid: [
    { name: "private", props: { ...instance, publiclyAccessible: false } },
    { name: "left out (private)", props: instance },
  ],
  invalid: [
    { name: "public", props: { ...instance, publiclyAccessible: true }, finds: "publiclyAccessible" },
    { name: "public, as text", props: { ...instance, publiclyAccessible: "true" }, finds: "publiclyAccessible" },
  ],
  notJudged: [
    { name: "another type", type: "aws:neptune/cluster:Cluster", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { ...instance, publiclyAccessible: unknownValue },
      because: "unknown",
      finds: "publiclyAccessible",
    },
  ],
});
