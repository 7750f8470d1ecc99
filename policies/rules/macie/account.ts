import { all, any, fromBoolean, no, not } from "../../answer";
import { customerKey, is } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { account, comesRound, exportConfiguration, job, organization } from "./kinds";

const discovery = on<object>(...organization.types, ...job.types);

export const macieStatusCheck = account.wholeStack({
  id: "macie-status-check",
  title: "Macie is switched on",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/macie-status-check.html",
  says: "does not use Macie to find sensitive data in buckets",
  fix: 'new aws.macie2.Account("<name>", { status: "ENABLED" })',
  baselineOnly: true,
  requires: (stack) => {
    const accounts = stack.all(account);
    return all(
      fromBoolean(accounts.length > 0, "Account"),
      ...accounts.map((one) => not(is(one.status, "PAUSED"), pathOf(one.status))),
    );
  },
});

export const macieAutoSensitiveDataDiscoveryCheck = discovery.wholeStack({
  id: "macie-auto-sensitive-data-discovery-check",
  title: "Macie looks for sensitive data again and again, by itself",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)"] },
  source: "https://docs.aws.amazon.com/macie/latest/user/discovery-asdd.html",
  says: "does not let Macie look for sensitive data again and again",
  fix: 'Set autoEnable: true in aws.macie2.OrganizationConfiguration, or add an aws.macie2.ClassificationJob with jobType: "SCHEDULED".',
  why: "Automated discovery has no resource of its own; an organisation that takes in its accounts by itself turns it on with them.",
  baselineOnly: true,
  alsoWhere: organization,
  requires: (stack) => {
    const ways = [...stack.all(organization).map((one) => is(one.autoEnable, true)), ...stack.all(job).map(comesRound)];
    return ways.length === 0 ? no("OrganizationConfiguration", "ClassificationJob") : any(...ways);
  },
});

export const macieResultsExportEncrypted = exportConfiguration.wholeStack({
  id: "macie-results-export-encrypted",
  title: "What Macie found is exported, encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html",
  says: "loses what Macie found after 90 days, or keeps it without a customer managed key",
  fix: 'new aws.macie2.ClassificationExportConfiguration("<name>", { s3Destination: { bucketName: bucket.bucket, kmsKeyArn: key.arn } })',
  appliesWhen: (stack) => fromBoolean(stack.all(account).length + stack.all(exportConfiguration).length > 0),
  otherwise: "The stack does not set up Macie.",
  requires: (stack) => {
    const exports = stack.all(exportConfiguration);
    return all(
      fromBoolean(exports.length > 0, "ClassificationExportConfiguration"),
      ...exports.map((one) => customerKey(one.s3Destination.kmsKeyArn)),
    );
  },
});
