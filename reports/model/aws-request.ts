import { z } from "zod";

/** How AWS writes ids of requests: a UUID, or in S3 sixteen letters and digits. What is written otherwise is not kept. */
export const REQUEST_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z]{16})$/i;

export const callName = z.string().regex(/^[a-z0-9]+:[A-Za-z0-9]+$/, "wanted service:Operation");
export const requestId = z.string().regex(REQUEST_ID, "wanted an id of a request");

/** The answer that told something: which call it was of, and by which request, as CloudTrail and AWS Support know it. */
export interface Told {
  /** `securityhub:GetFindings` and the like. */
  readonly call: string;
  /** Undefined where the service told none. */
  readonly request?: string;
}

/** Without an id that is not of AWS's making. */
export function toldBy(call: string, request: string | undefined): Told {
  return request !== undefined && REQUEST_ID.test(request) ? { call, request } : { call };
}
