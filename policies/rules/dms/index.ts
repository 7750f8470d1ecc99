import type { Rule } from "../../rule";
import * as endpoint from "./endpoint";
import * as replication from "./replication";

export const rules: readonly Rule[] = [
  endpoint.dmsEndpointCmk,
  endpoint.dmsEndpointSslConfigured,
  endpoint.dmsMongoDbAuthenticationEnabled,
  endpoint.dmsNeptuneIamAuthorizationEnabled,
  endpoint.dmsRedisTlsEnabled,
  endpoint.dmsS3EndpointCmk,
  replication.dmsAutoMinorVersionUpgradeCheck,
  replication.dmsReplicationInstanceCmk,
  replication.dmsReplicationInstanceMultiAz,
  replication.dmsReplicationNotPublic,
  replication.dmsReplicationTaskLogging,
];
