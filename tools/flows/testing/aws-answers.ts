import type { Answer, Sent } from "../../../lambdas/testing/aws-server";

/** Answers of AWS by operation, such as `Config.DescribeConfigRules`; each sees what was asked. */
export type Answers = Readonly<Record<string, (asked: Record<string, unknown>, sent: Sent) => object | Answer>>;

const TARGETS: Readonly<Record<string, string>> = {
  StarlingDoveService: "Config",
  CloudTrail_20131101: "CloudTrail",
};

/** Error of a JSON protocol. */
export function refusal(name: string, status = 400): Answer {
  return {
    status,
    headers: { "x-amzn-errortype": name, "content-type": "application/json" },
    body: JSON.stringify({
      __type: name,
      message: "User jane.roe@example.test (MRN 84312345) may not",
      Message: "MRN 84312345",
    }),
  };
}

const CALLER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:sts::123456789012:assumed-role/auditor/jane.roe@example.test</Arn><UserId>AROA:jane.roe</UserId>
  <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** AWS as far as collectors ask it: JSON 1.1, REST and query protocols. What no answer is named for is denied. */
export function answering(answers: Answers): (sent: Sent) => Answer {
  let requests = 0;
  return (sent) => {
    requests += 1;
    const { headers, ...answer } = answerOf(answers, sent);
    return { ...answer, headers: { ...requestHeader(sent, requests), ...headers } };
  };
}

/** AWS's id of the n-th request, as its protocols tell it. */
export const requestId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const s3RequestId = (n: number): string => `S3${String(n).padStart(14, "0")}`;

function requestHeader(sent: Sent, n: number): Record<string, string> {
  return operationOf(sent).startsWith("S3.")
    ? { "x-amz-request-id": s3RequestId(n) }
    : { "x-amzn-requestid": requestId(n) };
}

function answerOf(answers: Answers, sent: Sent): Answer {
  const name = operationOf(sent);
  const answer = answers[name];
  if (answer === undefined) {
    if (name === "Sts.GetCallerIdentity") return { headers: { "content-type": "text/xml" }, body: CALLER };
    return refusal("AccessDeniedException", 403);
  }
  const told = answer(
    sent.body.startsWith("{") ? (JSON.parse(sent.body) as Record<string, unknown>) : sent.query,
    sent,
  );
  return isAnswer(told) ? told : { headers: { "content-type": "application/json" }, body: JSON.stringify(told) };
}

/** `Config.DescribeConfigRules` and the like. */
export function operationOf({ method, path, headers, body }: Sent): string {
  const [service, operation] = headers["x-amz-target"]?.split(".") ?? [];
  if (service !== undefined) return `${TARGETS[service] ?? service}.${operation ?? ""}`;
  if (body.includes("Action=GetCallerIdentity")) return "Sts.GetCallerIdentity";
  if (path === "/findings") return "SecurityHub.GetFindings";
  if (path === "/findings/import") return "SecurityHub.BatchImportFindings";
  if (path === "/detector") return "GuardDuty.ListDetectors";
  if (/^\/detector\/[^/]+\/findings$/.test(path)) return "GuardDuty.ListFindings";
  if (/^\/detector\/[^/]+\/findings\/get$/.test(path)) return "GuardDuty.GetFindings";
  return method === "GET" && /^\/[^/]+\/?$/.test(path) ? "S3.ListObjectsV2" : "S3.GetObject";
}

function isAnswer(told: object): told is Answer {
  return "status" in told || "headers" in told;
}
