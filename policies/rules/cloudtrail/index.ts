import type { Rule } from "../../rule";
import { cloudtrailS3DataeventsEnabled } from "./data-events";
import { cloudtrailEventDataStoreCmk } from "./event-data-store";
import * as separation from "./log-separation";
import * as storeEvents from "./store-events";
import {
  cloudTrailCloudWatchLogsEnabled,
  cloudtrailEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  cloudtrailInsightsEnabled,
  cloudtrailSnsTopicDefined,
  multiRegionCloudtrailEnabled,
} from "./trail";
import * as trailBucket from "./trail-bucket";

export const rules: readonly Rule[] = [
  cloudTrailCloudWatchLogsEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  cloudtrailEnabled,
  multiRegionCloudtrailEnabled,
  cloudtrailInsightsEnabled,
  cloudtrailSnsTopicDefined,
  cloudtrailEventDataStoreCmk,
  cloudtrailS3DataeventsEnabled,
  ...Object.values(storeEvents),
  ...Object.values(separation),
  ...Object.values(trailBucket),
];
