import { OURS, type ServiceRights } from "./service-rights";

/** Fault experiments, budgets and what watches costs. AWS names templates, monitors and subscriptions itself. */
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
    makes: ["CreateAnomalySubscription"],
    resources: ["anomalysubscription/*"],
  },
];
