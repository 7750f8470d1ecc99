import type { Rule } from "../../rule";
import { phiFlowApiDestinationBaa } from "./api-destination";
import { phiFlowCrossBoundaryCopy } from "./cross-boundary-copy";
import { phiFlowDlqEncrypted } from "./dead-letter";
import { phiFlowDynamodbStreamToKinesisEncrypted } from "./dynamodb";
import { phiHipaaEligibleServicesOnly } from "./eligible-services";
import { phiFlowEventSourceMappingEncrypted } from "./event-source-mapping";
import { phiFlowEventbridgeBusCmk, phiFlowEventbridgeTargetEncrypted } from "./eventbridge";
import { phiFlowFirehoseDestinationEncrypted, phiFlowFirehoseSourceEncrypted } from "./firehose";
import { phiFlowFirehoseHttpDestinationTls } from "./firehose-http";
import { comprehendmedicalBatchOutputEncrypted, transcribeMedicalOutputEncrypted } from "./medical-jobs";
import { phiFlowPipeCmk } from "./pipe";
import { phiResidencyAllowedRegions } from "./residency";
import { phiFlowS3NotificationEncryptedSink } from "./s3-notification";
import { phiFlowSnsSubscriptionEndpoint } from "./sns-subscription";
import { phiFlowSubscriptionFilterDestination } from "./subscription-filter";

export const rules: readonly Rule[] = [
  phiFlowS3NotificationEncryptedSink,
  phiFlowFirehoseDestinationEncrypted,
  phiFlowFirehoseSourceEncrypted,
  phiFlowFirehoseHttpDestinationTls,
  phiFlowDynamodbStreamToKinesisEncrypted,
  phiFlowEventbridgeBusCmk,
  phiFlowEventbridgeTargetEncrypted,
  phiFlowApiDestinationBaa,
  phiFlowPipeCmk,
  phiFlowSubscriptionFilterDestination,
  phiFlowSnsSubscriptionEndpoint,
  phiFlowDlqEncrypted,
  phiFlowEventSourceMappingEncrypted,
  phiFlowCrossBoundaryCopy,
  phiResidencyAllowedRegions,
  phiHipaaEligibleServicesOnly,
  comprehendmedicalBatchOutputEncrypted,
  transcribeMedicalOutputEncrypted,
];
