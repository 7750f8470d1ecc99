import type {
  AccountArgs,
  ClassificationExportConfigurationArgs,
  ClassificationJobArgs,
  OrganizationConfigurationArgs,
} from "@pulumi/aws/macie2";
import { all, not, type Answer } from "../../answer";
import { is, oneOf } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

export const account = on<AccountArgs>("aws:macie2/account:Account");
export const organization = on<OrganizationConfigurationArgs>(
  "aws:macie2/organizationConfiguration:OrganizationConfiguration",
);
export const job = on<ClassificationJobArgs>("aws:macie2/classificationJob:ClassificationJob");
export const exportConfiguration = on<ClassificationExportConfigurationArgs>(
  "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration",
);

/** The job comes round, and nobody has stopped it. */
export function comesRound(p: Reading<ClassificationJobArgs>): Answer {
  return all(is(p.jobType, "SCHEDULED"), not(oneOf(p.jobStatus, ["CANCELLED", "USER_PAUSED"]), pathOf(p.jobStatus)));
}
