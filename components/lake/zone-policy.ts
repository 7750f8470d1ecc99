import type { Statement } from "../access/policy-document";
import { iamArn } from "../names";
import type { Place } from "../site";
import { denyDeletion } from "../detection/accept-findings";
import {
  crawlerRole,
  DATABRICKS_ROLE,
  FIREHOSE_ROLE,
  MALWARE_ROLE,
  partnerRole,
  personaRole,
  QUICKSIGHT_ROLE,
  roleArn,
  stageRole,
  type Zone,
} from "./lake-names";

/** Who may read and who may write a zone, by the last parts of their names. Everybody else is refused, whatever IAM grants them. */
export interface ZoneReach {
  readonly readers: readonly string[];
  readonly writers: readonly string[];
}

const CHECK_ROLE = "claims-check";
const EMERGENCIES = "break-glass";

/**
 * The way through the lake: partners, the check and Firehose write raw data; the first stage alone takes them to the curated zone,
 * and the last stage alone from there to analytics. No role stands on both sides of a zone but the stage between them, and
 * the engineers, who read raw and curated data and no analytics.
 */
export function zoneReach(zone: Zone, partners: readonly string[]): ZoneReach {
  const [engineer, analyst, coordinator] = [
    personaRole("data-engineer"),
    personaRole("analyst"),
    personaRole("care-coordinator"),
  ];
  switch (zone) {
    case "raw":
      return {
        readers: [
          ...partners.map(partnerRole),
          CHECK_ROLE,
          MALWARE_ROLE,
          FIREHOSE_ROLE,
          stageRole("curate"),
          crawlerRole("raw"),
          engineer,
        ],
        writers: [...partners.map(partnerRole), CHECK_ROLE, MALWARE_ROLE, FIREHOSE_ROLE],
      };
    case "curated":
      return {
        readers: [stageRole("curate"), stageRole("refine"), stageRole("score"), crawlerRole("curated"), engineer],
        writers: [stageRole("curate"), stageRole("refine")],
      };
    case "analytics":
      return {
        readers: [
          stageRole("score"),
          crawlerRole("analytics"),
          crawlerRole("outreach"),
          analyst,
          coordinator,
          QUICKSIGHT_ROLE,
          DATABRICKS_ROLE,
        ],
        writers: [stageRole("score")],
      };
  }
}

/** Macie looks for what should not be where it is; IAM fixes the name of its role (Macie User Guide, "Using service-linked roles"). */
export const macieRoleArn = (place: Place): string =>
  iamArn(place, "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie");

/** What a zone's bucket refuses. S3's own lifecycle and replication don't go by these actions. */
export function zoneStatements(place: Place, arn: string, zone: Zone, partners: readonly string[]): Statement[] {
  const { readers, writers } = zoneReach(zone, partners);
  const refuse = (Sid: string, Action: string[], but: readonly string[]): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: `${arn}/*`,
    Condition: { ArnNotLike: { "aws:PrincipalArn": but } },
  });
  const named = (roles: readonly string[]): string[] => roles.map((role) => roleArn(place, role));
  return [
    refuse(
      "OnlyReadersRead",
      ["s3:GetObject", "s3:GetObjectVersion"],
      [...named([...readers, EMERGENCIES]), macieRoleArn(place)],
    ),
    refuse("OnlyWritersWrite", ["s3:DeleteObject", "s3:PutObject"], named(writers)),
    zone === "raw" ? denyDeletion(arn) : { ...denyDeletion(arn), Action: "s3:DeleteObjectVersion" },
  ];
}
