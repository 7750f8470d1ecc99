import { fhirApiDocument } from "../../components/fhir/fhir-api-document";

export interface Route {
  /** Template of the path, such as `/Patient/{id}`. */
  readonly resource: string;
  readonly operationId: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const PATHS = Object.entries(fhirApiDocument().paths).map(([resource, operations]) => ({
  resource,
  operations: operations as Readonly<Record<string, { readonly operationId: string } | undefined>>,
  segments: resource.split("/").slice(1),
}));

/** The operation of the API's document that a call is for, as API Gateway finds it; undefined where there is none. */
export function routeOf(method: string, path: string): Route | undefined {
  const parts = path.split("/").slice(1);
  for (const { resource, operations, segments } of PATHS) {
    const operationId = operations[method.toLowerCase()]?.operationId;
    if (operationId === undefined || segments.length !== parts.length) continue;
    const pathParameters: Record<string, string> = {};
    const isIt = segments.every((segment, index) => {
      const part = parts[index] as string;
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name === undefined) return part === segment;
      const value = decoded(part);
      if (value === undefined || value === "") return false;
      pathParameters[name] = value;
      return true;
    });
    if (isIt) return { resource, operationId, pathParameters };
  }
  return undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
