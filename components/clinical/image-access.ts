import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place, Site } from "../site";
import { accessRoleArn, imageBucketArn, type Tenant } from "./image-names";

/**
 * Who may do what with whose objects: `<tenant>/incoming/` is written by the tenant, `<tenant>/accepted/` by the check and read by the
 * import, `<tenant>/requests/` by the tenant and `<tenant>/deidentified/` by the de-identification, `<tenant>/results/` by the import, `<tenant>/refused/` of the quarantine by the check. The same prefixes stand in
 * lambdas/dicom/batch.ts, and a test compares them.
 */
export const PREFIX = {
  incoming: "incoming/",
  accepted: "accepted/",
  refused: "refused/",
  results: "results/",
  findings: "findings/",
  requests: "requests/",
  deidentified: "deidentified/",
} as const;

type Part = (typeof PREFIX)[keyof typeof PREFIX];

export const below = (bucket: string, tenants: readonly Tenant[], part: Part): string[] =>
  tenants.map(({ id }) => `${bucket}/${id}/${part}*`);

function allow(
  Sid: string,
  Action: string | string[],
  Resource: string | string[],
  Condition?: Statement["Condition"],
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

/** Lists what lies below the tenants' prefixes. */
export function list(Sid: string, bucket: string, tenants: readonly Tenant[], part: Part): Statement {
  return allow(Sid, "s3:ListBucket", bucket, {
    StringLike: { "s3:prefix": tenants.map(({ id }) => `${id}/${part}*`) },
  });
}

/** The check: reads uploads, writes copies of the good and of the bad ones. */
export function validateStatements(place: Place, tenants: readonly Tenant[]): Statement[] {
  const [input, quarantine] = [imageBucketArn(place, "input"), imageBucketArn(place, "quarantine")];
  return [
    list("ListUploads", input, tenants, PREFIX.incoming),
    allow("ReadUploads", "s3:GetObject", below(input, tenants, PREFIX.incoming)),
    allow("WriteCopies", "s3:PutObject", [
      ...below(input, tenants, PREFIX.accepted),
      ...below(quarantine, tenants, PREFIX.refused),
    ]),
  ];
}

/** The import: jobs of this workload's data stores, each with its tenant's role, and their manifests. */
export function importStatements(
  place: Place,
  site: Pick<Site, "tagKeys">,
  workload: string,
  tenants: readonly Tenant[],
): Statement[] {
  const output = imageBucketArn(place, "output");
  return [
    allow(
      "RunImports",
      ["medical-imaging:GetDICOMImportJob", "medical-imaging:StartDICOMImportJob"],
      arnOf(place, "medical-imaging", "datastore/*"),
      // Data stores have ids made by AWS; their tags say whose they are.
      {
        StringEquals: {
          [`aws:ResourceTag/${site.tagKeys.workload}`]: workload,
          [`aws:ResourceTag/${site.tagKeys.environment}`]: place.environment,
        },
      },
    ),
    allow(
      "HandOverRoles",
      "iam:PassRole",
      tenants.map(({ id }) => accessRoleArn(place, id)),
      { StringEquals: { "iam:PassedToService": "medical-imaging.amazonaws.com" } },
    ),
    // Without the right to list, S3 says "access denied" of a manifest that is not there.
    list("ListResults", output, tenants, PREFIX.results),
    allow("ReadResults", "s3:GetObject", below(output, tenants, PREFIX.results)),
  ];
}

/** The record of why a batch was not imported. */
export function quarantineStatements(place: Place, tenants: readonly Tenant[]): Statement[] {
  return [allow("WriteReasons", "s3:PutObject", below(imageBucketArn(place, "quarantine"), tenants, PREFIX.refused))];
}

/** Comprehend Medical takes no resource; roles of the workload alone may send it text. */
const reportTexts = (tagKeys: Site["tagKeys"], workload: string): Statement =>
  allow("ReportTexts", "comprehendmedical:DetectEntitiesV2", "*", {
    StringEquals: { [`aws:PrincipalTag/${tagKeys.workload}`]: workload },
  });

/** Further work on image sets: what it found, and the services that it asks. */
export function setsStatements(
  place: Place,
  site: Pick<Site, "tagKeys">,
  workload: string,
  tenants: readonly Tenant[],
): Statement[] {
  return [
    allow("WriteFindings", "s3:PutObject", below(imageBucketArn(place, "output"), tenants, PREFIX.findings)),
    reportTexts(site.tagKeys, workload),
    allow("AskModel", "sagemaker:InvokeEndpoint", modelArn(place)),
  ];
}

/** Endpoints that are named after the stack. */
const modelArn = (place: Place): string =>
  arnOf(place, "sagemaker", `endpoint/${place.project}-${place.environment}-*`);

/** HealthImaging, for one tenant's jobs (HealthImaging Developer Guide, "Creating an IAM role for import"). */
export function jobStatements(place: Place, tenant: Tenant): Statement[] {
  const [input, output] = [imageBucketArn(place, "input"), imageBucketArn(place, "output")];
  return [
    list("ListAccepted", input, [tenant], PREFIX.accepted),
    allow("ReadAccepted", "s3:GetObject", below(input, [tenant], PREFIX.accepted)),
    list("ListResults", output, [tenant], PREFIX.results),
    allow("WriteResults", "s3:PutObject", below(output, [tenant], PREFIX.results)),
  ];
}

/** The organisation, with objects: uploads and requests of its own, what came of them, and what was refused. */
export function tenantStatements(place: Place, tenant: Tenant): Statement[] {
  const [input, output] = [imageBucketArn(place, "input"), imageBucketArn(place, "output")];
  const quarantine = imageBucketArn(place, "quarantine");
  return [
    list("ListUploads", input, [tenant], PREFIX.incoming),
    list("ListRefused", quarantine, [tenant], PREFIX.refused),
    list("ListDeidentified", output, [tenant], PREFIX.deidentified),
    allow("Upload", "s3:PutObject", [
      ...below(input, [tenant], PREFIX.incoming),
      ...below(input, [tenant], PREFIX.requests),
    ]),
    allow("ReadOwn", "s3:GetObject", [
      ...below(input, [tenant], PREFIX.incoming),
      ...below(quarantine, [tenant], PREFIX.refused),
      ...below(output, [tenant], PREFIX.deidentified),
    ]),
  ];
}

/** Reading of image sets, by the native API and by DICOMweb (Service Authorization Reference, "AWS HealthImaging"). */
export const IMAGE_READS = [
  "medical-imaging:GetDICOMInstance",
  "medical-imaging:GetDICOMInstanceFrames",
  "medical-imaging:GetDICOMInstanceMetadata",
  "medical-imaging:GetDICOMSeriesMetadata",
  "medical-imaging:GetImageFrame",
  "medical-imaging:GetImageSet",
  "medical-imaging:GetImageSetMetadata",
  "medical-imaging:ListImageSetVersions",
  "medical-imaging:SearchDICOMInstances",
  "medical-imaging:SearchDICOMSeries",
  "medical-imaging:SearchDICOMStudies",
  "medical-imaging:SearchImageSets",
] as const;

/** The most that this workload's roles do beside what every role may. */
export function imageBoundary(place: Place, tagKeys: Site["tagKeys"], workload: string): Statement[] {
  return [
    allow(
      "Images",
      [...IMAGE_READS, "medical-imaging:GetDICOMImportJob", "medical-imaging:StartDICOMImportJob"],
      arnOf(place, "medical-imaging", "datastore/*"),
    ),
    reportTexts(tagKeys, workload),
    allow("ImageModels", "sagemaker:InvokeEndpoint", modelArn(place)),
    allow("ImageViewers", "execute-api:Invoke", arnOf(place, "execute-api", "*/*/GET/tenants/*")),
    allow("ImageRoles", "iam:PassRole", accessRoleArn(place, "*"), {
      StringEquals: { "iam:PassedToService": "medical-imaging.amazonaws.com" },
    }),
  ];
}
