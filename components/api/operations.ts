import { GATEWAY_HEADERS, mapped } from "./gateway-responses";
import type { ApiOperation, ApiParameter } from "./open-api";

/** The operation as clients read it. */
export function publicOperation({ bodySchema, formFields, fixed, ...operation }: ApiOperation): object {
  const body = (type: string, schema: object): object => ({ required: true, content: { [type]: { schema } } });
  return {
    ...operation,
    ...(bodySchema !== undefined && {
      requestBody: body("application/json", { $ref: `#/components/schemas/${bodySchema}` }),
    }),
    ...(formFields !== undefined && { requestBody: body("application/x-www-form-urlencoded", formSchema(formFields)) }),
    ...(fixed !== undefined && { security: [] }),
  };
}

const formSchema = (fields: readonly ApiParameter[]): object => ({
  type: "object",
  properties: Object.fromEntries(
    fields.map(({ name, description, schema }) => [name, { ...schema, ...(description && { description }) }]),
  ),
});

/** An operation that the gateway answers itself (API Gateway Developer Guide, "Mock integrations"). */
export function fixedOperation(operation: ApiOperation, fixed: object): object {
  const headers = Object.keys(GATEWAY_HEADERS).map((name) => [name, { schema: { type: "string" } }]);
  return {
    ...publicOperation(operation),
    responses: { "200": { description: "What was asked for", headers: Object.fromEntries(headers) } },
    "x-amazon-apigateway-integration": {
      type: "mock",
      passthroughBehavior: "never",
      requestTemplates: { "application/json": JSON.stringify({ statusCode: 200 }) },
      responses: {
        default: {
          statusCode: "200",
          responseParameters: mapped("method.response.header", GATEWAY_HEADERS),
          responseTemplates: { "application/json": JSON.stringify(fixed) },
        },
      },
    },
  };
}
