import { consentPaths } from "../consent/consent-paths";
import { INCLUDE_KINDS, includesOf, SEARCH_PARAMETERS, type IncludeKind } from "../../lambdas/fhir/contract";
import { RESOURCE_TYPES, type ResourceType } from "../../lambdas/fhir-read/contract";
import type { ErrorFormat } from "../api/gateway-responses";
import type { ApiDocument, ApiOperation, ApiParameter } from "../api/open-api";
import { smartConfiguration } from "./smart-configuration";

/** Each error of the gateway as a FHIR server says it (FHIR R4, "OperationOutcome"). Its codes are those of FHIR's issue types. */
export const OPERATION_OUTCOME: ErrorFormat = {
  contentType: "application/fhir+json",
  body: ({ code, text }) => ({
    resourceType: "OperationOutcome",
    issue: [{ severity: "error", code, diagnostics: text }],
  }),
};

const ID: ApiParameter = {
  name: "id",
  in: "path",
  required: true,
  description: "Id of the record",
  schema: { type: "string", pattern: "^[A-Za-z0-9.-]{1,64}$" },
};

const COUNT: ApiParameter = {
  name: "_count",
  in: "query",
  required: false,
  description: "Records of a page",
  schema: { type: "integer", minimum: 1 },
};

const query = (name: string, description: string): ApiParameter => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string" },
});

const VIEWS: readonly ApiParameter[] = [
  query("_elements", "Elements that are wanted, with commas between them"),
  query("_summary", "true, text, data or false"),
];
const SORT = query("_sort", "A date that the records are sorted by, with a hyphen before it for the latest first");
const PAGE = query("_page", "The value that a link to the next page has; it stands alone");

const searched = (type: ResourceType): ApiParameter[] =>
  Object.entries(SEARCH_PARAMETERS[type]).map(([name, parameter]) =>
    query(name, `FHIR R4's ${name}, a ${parameter.type}`),
  );

const RESPONSES: ApiOperation["responses"] = {
  "200": { description: "What was asked for" },
  default: { description: "An OperationOutcome" },
};

/** SMART App Launch 2.2, "Conformance". */
export const SMART_PATH = "/.well-known/smart-configuration";

/** How callers show who they are, as clients read it. */
export const BEARER = { type: "http", scheme: "bearer", bearerFormat: "JWT" };

/** The OpenAPI document of the API: read and search of every type, the capability statement, and consents. */
export function fhirApiDocument(): ApiDocument {
  return {
    title: "FHIR R4",
    version: "1.0.0",
    description: "Reads and searches of clinical records.",
    paths: {
      "/metadata": {
        get: { operationId: "metadata", summary: "What this server can do", responses: RESPONSES },
      },
      [SMART_PATH]: {
        get: {
          operationId: "smartConfiguration",
          summary: "Where tokens come from, and for what",
          responses: RESPONSES,
          fixed: smartConfiguration({
            token: "$stageVariables.exchange",
            authorization: "$stageVariables.signIn",
          }),
        },
      },
      ...Object.fromEntries(RESOURCE_TYPES.flatMap(pathsOf)),
      ...consentPaths,
    },
  };
}

const along = (type: ResourceType, kind: IncludeKind): ApiParameter =>
  query(kind, `Comes along: ${includesOf(type, kind).join(", ")}`);

function pathsOf(type: ResourceType): [string, Partial<Record<"get" | "post", ApiOperation>>][] {
  const parameters = [
    ...searched(type),
    ...INCLUDE_KINDS.filter((kind) => includesOf(type, kind).length > 0).map((kind) => along(type, kind)),
    SORT,
    COUNT,
    ...VIEWS,
  ];
  return [
    [
      `/${type}`,
      {
        get: {
          operationId: `search${type}`,
          summary: `Searches ${type}`,
          parameters: [...parameters, PAGE],
          responses: RESPONSES,
        },
      },
    ],
    [
      `/${type}/_search`,
      {
        post: {
          operationId: `search${type}ByForm`,
          summary: `Searches ${type}, by a form`,
          formFields: parameters,
          responses: RESPONSES,
        },
      },
    ],
    [
      `/${type}/{id}`,
      {
        get: {
          operationId: `read${type}`,
          summary: `Reads one ${type}`,
          parameters: [ID, ...VIEWS],
          responses: RESPONSES,
        },
      },
    ],
  ];
}
