/**
 * TLS 1.3, and TLS 1.2 with forward secrecy for clients that have nothing later; keys are agreed on so that recorded traffic stays closed to
 * quantum computers. Regional and private APIs and domains take it (API Gateway Developer Guide, "Supported security policies").
 */
export const SECURITY_POLICY = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09";

/** Refuses requests whose Host differs from the name in the TLS handshake (the same guide, "Endpoint access mode"). */
export const ENDPOINT_ACCESS_MODE = "STRICT";
