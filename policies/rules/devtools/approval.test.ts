import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { codecommitApprovalRules, REPOSITORY } from "./approval";

const content = (...needed: readonly unknown[]): string =>
  JSON.stringify({
    Version: "2018-11-08",
    Statements: needed.map((NumberOfApprovalsNeeded) => ({ Type: "Approvers", NumberOfApprovalsNeeded })),
  });
const template = (...needed: readonly unknown[]) => ({ name: "two-people", content: content(...needed) });
const claims = { repositoryName: "claims" };
const associated = (repositoryName: unknown): OtherResource[] => [
  {
    type: "aws:codecommit/approvalRuleTemplateAssociation:ApprovalRuleTemplateAssociation",
    name: "association",
    props: { approvalRuleTemplateName: "two-people", repositoryName },
  },
];
const NEEDED = "content.Statements[0].NumberOfApprovalsNeeded";
const ASSOCIATION = "ApprovalRuleTemplateAssociation";

testRule(codecommitApprovalRules, {
  valid: [
    { name: "two people", props: template(2) },
    { name: "three people", props: template(3) },
    { name: "as an object", props: { content: { Statements: [{ NumberOfApprovalsNeeded: 2 }] } } },
    { name: "as few as the team wants", props: template(1), config: { minimumApprovals: 1 } },
    { name: "as many as the team wants", props: template(10), config: { minimumApprovals: 10 } },
    { name: "repository, by name", type: REPOSITORY, props: claims, others: associated("claims") },
    { name: "repository, by reference", type: REPOSITORY, props: claims, others: associated(from("subject")) },
  ],
  invalid: [
    { name: "one person", props: template(1), finds: NEEDED },
    { name: "left out", props: { name: "nobody" }, finds: "content.Statements" },
    { name: "no statements", props: template(), finds: "content.Statements" },
    { name: "no number", props: template(undefined), finds: NEEDED },
    { name: "one in the second statement", props: template(2, 1), finds: NEEDED.replace("0", "1") },
    { name: "fewer than the team wants", props: template(2), config: { minimumApprovals: 3 }, finds: NEEDED },
    { name: "repository without", type: REPOSITORY, props: claims, finds: ASSOCIATION },
    { name: "another repository", type: REPOSITORY, props: claims, others: associated("intake"), finds: ASSOCIATION },
  ],
  notJudged: [
    { name: "another type", type: "aws:codecommit/trigger:Trigger", props: {}, because: "other-type" },
    {
      name: "content not known yet",
      props: { content: unknownString },
      because: "unknown",
      finds: "content.Statements",
    },
    {
      name: "repository not known yet",
      type: REPOSITORY,
      props: claims,
      others: associated(unknownString),
      because: "unknown",
      finds: `${ASSOCIATION}.repositoryName`,
    },
    {
      name: "neither name known yet",
      type: REPOSITORY,
      props: { repositoryName: unknownString },
      others: associated(unknownString),
      because: "unknown",
      finds: `${ASSOCIATION}.repositoryName`,
    },
  ],
});
