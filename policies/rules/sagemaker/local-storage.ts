import type { Answer } from "../../answer";
import { matches } from "../../predicates";
import type { Reading } from "../../reading";

/**
 * Instance families with NVMe disks inside. SageMaker encrypts these by hardware and refuses a KMS key for them (SageMaker API,
 * `CreateEndpointConfig` and `ResourceConfig`, "Nitro-based instances include local storage").
 */
const LOCAL_STORAGE = /ml\.([cmr]\d[agi]?dn?|g4dn|g[56]e?|gr6|g7e|p3dn|p4de?|p5(e|en)?|p6[a-z0-9-]*|trn\d\w*)\./;

export function hasLocalStorage(instanceType: Reading<string>): Answer {
  return matches(instanceType, LOCAL_STORAGE);
}
