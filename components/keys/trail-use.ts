import type { Statement } from "../access/policy-document";
import { arnOf, trailsOf } from "../names";
import type { Place } from "../site";

/** CloudTrail, for one trail's files, and for those of the trails of other accounts whose log archive this is. */
export interface TrailUse {
  readonly kind: "trail";
  readonly trailName: string;
  /** Accounts of 12 digits. */
  readonly members?: readonly string[];
}

/** CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail". */
export function trailStatements(place: Place, { trailName, members = [] }: TrailUse): Statement[] {
  const own = { StringEquals: { "aws:SourceArn": arnOf(place, "cloudtrail", `trail/${trailName}`) } };
  const trails = members.map((account) => trailsOf(place, account));
  const theirs = { StringLike: { "aws:SourceArn": trails } };
  return [
    ...encrypts("TrailEncryptsItsFiles", "TrailLooksAtTheKey", own, trailsOf(place, place.accountId)),
    ...(members.length === 0
      ? []
      : encrypts("MembersTrailsEncryptTheirFiles", "MembersTrailsLookAtTheKey", theirs, trails)),
  ];
}

/** The encryption context names the trail in whichever region the event came from; the account stays fixed. */
function encrypts(
  encryptsSid: string,
  looksSid: string,
  source: { readonly StringEquals?: object; readonly StringLike?: object },
  context: string | readonly string[],
): Statement[] {
  const service = { Service: "cloudtrail.amazonaws.com" };
  const own = { StringLike: { ...source.StringLike, "kms:EncryptionContext:aws:cloudtrail:arn": context } };
  return [
    {
      Sid: encryptsSid,
      Effect: "Allow",
      Principal: service,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: { ...source, ...own } as Statement["Condition"],
    },
    {
      Sid: looksSid,
      Effect: "Allow",
      Principal: service,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: source as Statement["Condition"],
    },
  ];
}
