import type {
  ApprovalRuleTemplateArgs,
  ApprovalRuleTemplateAssociationArgs,
  RepositoryArgs,
} from "@pulumi/aws/codecommit";
import { all, any, fromBoolean, type Answer } from "../../answer";
import { atLeast, every, present } from "../../predicates";
import { jsonOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

export const TEMPLATE = "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate";
export const REPOSITORY = "aws:codecommit/repository:Repository";

const templateOrRepository = on<ApprovalRuleTemplateArgs & RepositoryArgs>(TEMPLATE, REPOSITORY);
const association: Kind<ApprovalRuleTemplateAssociationArgs> = {
  types: ["aws:codecommit/approvalRuleTemplateAssociation:ApprovalRuleTemplateAssociation"],
};

/** CodeCommit User Guide, "Create an approval rule template". */
interface Template {
  readonly Statements: { readonly NumberOfApprovalsNeeded: number }[];
}

const minimumApprovals = wholeNumber({
  name: "minimumApprovals",
  description: "People who must approve a pull request at the least.",
  fallback: 2,
  minimum: 1,
  maximum: 10,
});

export const codecommitApprovalRules = templateOrRepository.relation({
  id: "codecommit-approval-rules",
  title: "Changes to repositories need the approval of two people",
  severity: "low",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-create-template.html",
  says: "lets changes in without the approval of two people",
  fix: "Set NumberOfApprovalsNeeded: 2 in the template's content, and add an aws.codecommit.ApprovalRuleTemplateAssociation for the repository.",
  why: "A template of another stack may be associated there; waive the rule where it is.",
  config: [minimumApprovals],
  requires: (p, stack, { type }) =>
    type === TEMPLATE ? needsApprovals(p.content, minimumApprovals.of(stack.settings)) : isAssociated(p, stack),
});

function needsApprovals(content: Reading<unknown>, minimum: number): Answer {
  const statements = jsonOf<Template>(content).Statements;
  return all(
    present(statements),
    every(statements, (item) =>
      atLeast((item as Reading<Template["Statements"][number]>).NumberOfApprovalsNeeded, minimum),
    ),
  );
}

function isAssociated(p: Reading<RepositoryArgs>, stack: StackView): Answer {
  const name = valueOf(p.repositoryName);
  const byName = stack.all(association).some((one) => typeof name === "string" && valueOf(one.repositoryName) === name);
  return any(fromBoolean(byName), stack.partner(p, association, "repositoryName").exists());
}
