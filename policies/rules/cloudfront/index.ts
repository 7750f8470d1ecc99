import type { Rule } from "../../rule";
import * as distribution from "./distribution";
import * as origin from "./origin";
import * as viewer from "./viewer";

export const rules: readonly Rule[] = [
  distribution.cloudfrontAccesslogsEnabled,
  distribution.cloudfrontAssociatedWithWaf,
  distribution.cloudfrontDistributionEnabled,
  distribution.cloudfrontGeoRestrictionEnabled,
  distribution.cloudfrontWafLog4jManagedRule,
  origin.cloudfrontDefaultRootObjectConfigured,
  origin.cloudfrontFieldLevelEncryption,
  origin.cloudfrontNoDeprecatedSslProtocols,
  origin.cloudfrontOriginFailoverEnabled,
  origin.cloudfrontS3OriginAccessControlEnabled,
  origin.cloudfrontTrafficToOriginEncrypted,
  viewer.cloudfrontCustomSslCertificate,
  viewer.cloudfrontMinimumTlsVersion,
  viewer.cloudfrontPqcTls,
  viewer.cloudfrontResponseHeadersHsts,
  viewer.cloudfrontResponseHeadersPolicyAttached,
  viewer.cloudfrontViewerPolicyHttps,
];
