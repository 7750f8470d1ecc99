import { all, any, fromBoolean, unknown, type Answer } from "../../answer";
import { absent, is, present, some } from "../../predicates";
import { entriesOf, jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

interface OpenApi {
  readonly paths: object;
  readonly security: object[];
  readonly components: { readonly securitySchemes: Record<string, Scheme> };
  readonly securityDefinitions: Record<string, Scheme>;
}

interface Operation {
  readonly security: object[];
  readonly "x-amazon-apigateway-auth": { readonly type: string };
  readonly "x-amazon-apigateway-integration": Integration;
}

/** What an operation calls. */
interface Integration {
  readonly type: string;
  readonly $ref: string;
}

interface Scheme {
  readonly type: string;
  readonly "x-amazon-apigateway-authtype": string;
  readonly "x-amazon-apigateway-authorizer": object;
}

const OPERATIONS = /^(get|put|post|delete|head|patch|trace|x-amazon-apigateway-any-method)$/;

/** The API comes with an OpenAPI document that can be read; one in YAML can't, so its routes are not judged. */
export function hasOpenApi(body: Reading<unknown>): Answer {
  const value = valueOf(body);
  if (value === UNKNOWN) return unknown(pathOf(body));
  return fromBoolean(typeof value === "object" || (typeof value === "string" && value.trimStart().startsWith("{")));
}

/**
 * No operation of the document lets in whoever comes: each names a security scheme other than an API key, itself or through the document.
 * Preflight requests (OPTIONS) come without credentials and are let through, and so is an operation with a mock integration: behind it is nothing, and
 * its answer stands in the document.
 */
export function everyOperationAuthorized(body: Reading<unknown>): Answer {
  const document = jsonOf<OpenApi>(body);
  return all(
    ...ofOperations(document, (operation) => (callsNothing(operation) ? [] : isAuthorized(operation, document))),
  );
}

/**
 * Whether what the document's operations call passes; empty where no operation calls anything. A document that is not known yet or can't be
 * read (YAML) is unknown, as is an integration that stands elsewhere.
 */
export function ofIntegrations(body: Reading<unknown>, passes: (type: Reading<string>) => Answer): readonly Answer[] {
  if (present(body).truth === false) return [];
  return ofOperations(jsonOf<OpenApi>(body), (operation) => {
    const integration = operation["x-amazon-apigateway-integration"];
    if (present(integration).truth === false) return [];
    return present(integration.$ref).truth === true ? unknown(pathOf(integration)) : passes(integration.type);
  });
}

function ofOperations(
  document: Reading<OpenApi>,
  judge: (operation: Reading<Operation>) => Answer | readonly Answer[],
): readonly Answer[] {
  const paths = entriesOf(document.paths);
  if (paths === UNKNOWN) return [unknown(pathOf(document.paths))];
  return paths.flatMap(([, path]) => {
    const operations = entriesOf(path);
    if (operations === UNKNOWN) return [unknown(pathOf(path))];
    return operations
      .filter(([method]) => OPERATIONS.test(method))
      .flatMap(([, operation]) => judge(operation as unknown as Reading<Operation>));
  });
}

function callsNothing(operation: Reading<Operation>): boolean {
  return is(operation["x-amazon-apigateway-integration"].type, "mock").truth === true;
}

function isAuthorized(operation: Reading<Operation>, document: Reading<OpenApi>): Answer {
  const own = absent(operation.security).truth === true && valueOf(operation.security) === undefined;
  return any(
    is(operation["x-amazon-apigateway-auth"].type, "AWS_IAM"),
    some(own ? document.security : operation.security, (requirement) => {
      const schemes = entriesOf(requirement as Reading<object>);
      if (schemes === UNKNOWN) return unknown(pathOf(requirement as Reading<object>));
      return any(...schemes.map(([name]) => isMoreThanKey(name, document)));
    }),
  );
}

/** An API key tells callers apart and proves nothing of them. Authorizers are written as keys too, and say what they are. */
function isMoreThanKey(name: string, document: Reading<OpenApi>): Answer {
  return all(
    ...[document.components.securitySchemes[name], document.securityDefinitions[name]].map((scheme) => {
      const of = scheme as Reading<Scheme>;
      return any(
        fromBoolean(valueOf(of.type) !== "apiKey", pathOf(of.type)),
        fromBoolean(valueOf(of["x-amazon-apigateway-authtype"]) !== undefined),
        fromBoolean(valueOf(of["x-amazon-apigateway-authorizer"]) !== undefined),
      );
    }),
  );
}
