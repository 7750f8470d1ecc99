import { z } from "zod";
import { ANOMALY_SHAPES } from "../../components/detection/anomaly-endpoint";
import { ALL_SCOPES } from "../../components/fhir/smart-scopes";
import { flag, matching, section, wholeIn } from "./values";

const ID = matching(/^[a-z][a-z0-9-]{1,31}$/, "2 to 32 small letters, digits and hyphens that begin with a letter");
/** A token that is good for no purpose is given no records: the law has a rule for each purpose, and none for the lack of one. */
const PURPOSED = (scopes: readonly string[]): boolean => scopes.some((scope) => scope.startsWith("purpose/"));
const PURPOSE_WANTED = "must have the scope of a purpose, such as purpose/TREAT";

const HTTPS = matching(/^https:\/\/[^\s#?]{4,1000}$/, "an https address without query and fragment");
/** What a variable of a stage can hold (API Gateway API, CreateStage), and a template can name. */
const ENDPOINT = matching(
  /^https:\/\/[A-Za-z0-9._~:/-]{4,400}$/,
  "an https address of letters, digits and . _ ~ : / -",
);
const SCOPE = z.string().refine((scope) => ALL_SCOPES.includes(scope), {
  error: "must be a scope of the API such as system/Patient.read or user/Observation.rs",
});

const plan = section({
  id: ID,
  /** Requests a second of one key, how many of them at once, and how many a day. */
  requestsASecond: wholeIn(1, 10_000).default(20),
  burst: wholeIn(1, 5000).default(40),
  requestsADay: wholeIn(1, 100_000_000).default(100_000),
});

/** An app that users sign in to. */
const app = section({
  id: ID,
  /** Where users come back to with a code. */
  callbackUrls: z
    .array(HTTPS, { error: "must be a list of https addresses" })
    .min(1, { error: "must name one address" }),
  logoutUrls: z.array(HTTPS, { error: "must be a list of https addresses" }).default([]),
  scopes: z
    .array(SCOPE, { error: "must be a list of scopes" })
    .refine(PURPOSED, { error: PURPOSE_WANTED })
    .default(["user/*.read", "purpose/TREAT"]),
});

/** A partner's system, which calls in its own name. */
const system = section({
  id: ID,
  /** Id of its usage plan. */
  plan: ID.default("standard"),
  scopes: z.array(SCOPE, { error: "must be a list of scopes" }).refine(PURPOSED, { error: PURPOSE_WANTED }),
});

/** `phiguard:fhirApi`. */
export const fhirApi = section({
  /** `iss` of the tokens of an outside OpenID Connect issuer; left out, the stack makes a Cognito user pool. */
  issuer: HTTPS.optional(),
  /** `aud` that the outside issuer's tokens have for this API. */
  audience: matching(/^[\x21-\x7e]{1,200}$/, "1 to 200 characters without spaces").optional(),
  /** Log of the outside issuer's sign-ins, and the filter pattern of CloudWatch Logs that those which failed match. */
  issuerSignIns: section({
    logGroup: matching(/^[\w./#-]{1,512}$/, "the name of a log group of CloudWatch Logs"),
    failed: matching(/^\S[^\n]{0,1023}$/, "a filter pattern of 1 to 1024 characters, on one line"),
  }).optional(),
  /** Who writes to the user pool's users about unusual sign-ins; left out, nobody does. */
  signInMails: section({
    identityArn: matching(
      /^arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:identity\/\S{1,320}$/,
      "the ARN of a verified identity of Amazon SES",
    ),
    from: z.email({ error: "must be an e-mail address" }),
  }).optional(),
  /** Where the outside issuer signs users in, and where it gives tokens; apps read both from the API (SMART App Launch 2.2, "Conformance"). */
  authorizationEndpoint: ENDPOINT.optional(),
  tokenEndpoint: ENDPOINT.optional(),
  apps: z.array(app, { error: "must be a list of apps" }).max(20, { error: "must name 20 apps at most" }).default([]),
  systems: z
    .array(system, { error: "must be a list of systems" })
    .max(100, { error: "must name 100 systems at most" })
    .default([]),
  plans: z
    .array(plan, { error: "must be a list of usage plans" })
    .min(1, { error: "must name one usage plan at least" })
    .default([{ id: "standard", requestsASecond: 20, burst: 40, requestsADay: 100_000 }]),
  /** Minutes that an access token of the user pool is good for. */
  tokenMinutes: wholeIn(15, 60).default(15),
  /** Hours after which a user has to sign in again. */
  sessionHours: wholeIn(1, 24).default(8),
  /** Days that an API key is good for. */
  keyDays: wholeIn(30, 90).default(90),
  /** Requests a second of all callers together, and how many of them at once. */
  requestsASecond: wholeIn(1, 10_000).default(200),
  burst: wholeIn(1, 5000).default(400),
  /** Records of a page at the most. */
  pageSize: wholeIn(1, 100).default(50),
  /** Runs of the functions that answer, at the same time. */
  concurrency: wholeIn(2, 500).default(20),
  /** A name of one's own. */
  domain: section({
    name: matching(/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, "a host name such as fhir.example.org"),
    certificateArn: matching(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[a-f0-9-]{36}$/,
      "the ARN of a certificate of ACM",
    ),
  }).optional(),
  anomalies: section({
    /** Score from 0 to 100 above which an access is told of. */
    thresholdPercent: wholeIn(1, 99).default(80),
    /** True has people asked to suspend the caller of such an access, for `suspendHours`; workload security asks them. */
    suspend: flag().default(false),
    suspendHours: wholeIn(1, 168).default(24),
    /** A model that the team fitted itself, on a SageMaker endpoint; left out, the fitted weights in the code score. */
    model: section({
      image: matching(ANOMALY_SHAPES.image, "an image of ECR named by its sha256 digest"),
      data: matching(ANOMALY_SHAPES.data, "s3://<bucket>/<key>.tar.gz"),
      instanceType: matching(/^ml\.[a-z0-9]+\.[a-z0-9]+$/, "a type of instance such as ml.m7g.large"),
      instances: wholeIn(2, 10).default(2),
    }).optional(),
  }).prefault({}),
});

/** What no single key of `phiguard:fhirApi` can tell: the key, and the fault. */
export function fhirApiFaults({
  issuer,
  audience,
  issuerSignIns,
  signInMails,
  authorizationEndpoint,
  tokenEndpoint,
  apps,
  systems,
  plans,
}: z.infer<typeof fhirApi>): readonly (readonly [key: string, fault: string])[] {
  const twice = (ids: readonly string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index);
  const planIds = plans.map(({ id }) => id);
  const [clients, plan_] = [twice([...apps, ...systems].map(({ id }) => id)), twice(planIds)];
  const planless = systems.find((of) => !planIds.includes(of.plan));
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [
      (issuer === undefined) === (audience === undefined),
      issuer === undefined ? "issuer" : "audience",
      "must be set where the other of issuer and audience is",
    ],
    [
      (issuer === undefined) === (authorizationEndpoint === undefined),
      "authorizationEndpoint",
      "must be set where issuer is, and there alone",
    ],
    [
      (issuer === undefined) === (tokenEndpoint === undefined),
      "tokenEndpoint",
      "must be set where issuer is, and there alone",
    ],
    [
      issuer === undefined || apps.length === 0,
      "apps",
      "must be empty where issuer is set: that issuer knows its apps",
    ],
    [
      issuer !== undefined || issuerSignIns === undefined,
      "issuerSignIns",
      "must be left out where issuer is: the user pool tells of its sign-ins itself",
    ],
    [
      issuer === undefined || signInMails === undefined,
      "signInMails",
      "must be left out where issuer is set: that issuer writes to its users itself",
    ],
    [clients === undefined, "systems", `must have ids that no other system or app has; ${clients} is there twice`],
    [plan_ === undefined, "plans", `must have different ids; ${plan_} is there twice`],
    [
      planless === undefined,
      "systems",
      `must name a plan of fhirApi.plans (${planIds.join(", ")}); ${planless?.id} names ${planless?.plan}`,
    ],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`fhirApi.${key}`, fault]);
}
