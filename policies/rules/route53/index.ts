import type { Rule } from "../../rule";
import * as domain from "./domain";
import * as healthCheck from "./health-check";
import * as record from "./record";
import * as zone from "./zone";

export const rules: readonly Rule[] = [
  zone.route53QueryLoggingEnabled,
  zone.route53DnssecSigningEnabled,
  record.route53ARecordAttached,
  domain.route53DomainTransferLock,
  domain.route53DomainPrivacy,
  record.route53FailoverWithHealthCheck,
  healthCheck.route53HealthCheckHttps,
  healthCheck.route53HealthCheckAlarmed,
];
