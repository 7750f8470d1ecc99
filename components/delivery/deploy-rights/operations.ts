import { OURS, type ServiceRights } from "./service-rights";

/** Fault experiments, budgets and what watches costs. AWS names templates and subscriptions itself; administrators make the first subscription. */
export const OPERATIONS: readonly ServiceRights[] = [
  {
    service: "fis",
    area: "messages",
    reads: ["GetExperimentTemplate", "ListTagsForResource"],
    writes: [
      "CreateExperimentTemplate",
      "DeleteExperimentTemplate",
      "TagResource",
      "UntagResource",
      "UpdateExperimentTemplate",
    ],
    resources: ["experiment-template/*", "action/*"],
  },
  {
    service: "budgets",
    area: "messages",
    reads: ["ListTagsForResource", "ViewBudget"],
    writes: ["ModifyBudget", "TagResource", "UntagResource"],
    resources: [`budget/${OURS}`],
  },
  {
    service: "ce",
    area: "messages",
    reads: ["ListTagsForResource"],
    lists: ["GetAnomalyMonitors", "GetAnomalySubscriptions"],
    writes: ["DeleteAnomalySubscription", "TagResource", "UntagResource", "UpdateAnomalySubscription"],
    resources: ["anomalysubscription/*"],
  },
];
