import type { Rule } from "../../rule";
import * as classic from "./classic-load-balancer";
import * as healthCheck from "./health-check";
import * as listener from "./listener";
import * as loadBalancer from "./load-balancer";
import * as negotiation from "./negotiation-policy";

export const rules: readonly Rule[] = [
  listener.albHttpToHttpsRedirectionCheck,
  listener.elbv2AcmCertificateRequired,
  listener.elbv2PqcTls,
  listener.elbv2PredefinedSecurityPolicySslCheck,
  listener.nlbListenerTls,
  loadBalancer.albDesyncModeCheck,
  loadBalancer.albHttpDropInvalidHeaderEnabled,
  loadBalancer.albWafEnabled,
  loadBalancer.elbDeletionProtectionEnabled,
  loadBalancer.elbLoggingEnabled,
  loadBalancer.elbv2InternalForPhi,
  loadBalancer.elbv2MultipleAz,
  loadBalancer.nlbCrossZoneLoadBalancingEnabled,
  classic.clbConnectionDrainingEnabled,
  classic.clbMultipleAz,
  classic.elbAcmCertificateRequired,
  classic.elbCrossZoneLoadBalancingEnabled,
  classic.elbTlsHttpsListenersOnly,
  healthCheck.elbHealthCheckEnabled,
  negotiation.elbPredefinedSecurityPolicySslCheck,
];
