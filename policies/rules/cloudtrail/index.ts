import type { Rule } from "../../rule";
import { cloudtrailS3DataeventsEnabled } from "./data-events";
import {
  cloudTrailCloudWatchLogsEnabled,
  cloudtrailEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  multiRegionCloudtrailEnabled,
} from "./trail";
import * as trailBucket from "./trail-bucket";

export const rules: readonly Rule[] = [
  cloudTrailCloudWatchLogsEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  cloudtrailEnabled,
  multiRegionCloudtrailEnabled,
  cloudtrailS3DataeventsEnabled,
  ...Object.values(trailBucket),
];
