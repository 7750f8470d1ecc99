import {
  APIGatewayClient,
  ConflictException,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetUsagePlanKeyCommand,
  NotFoundException,
  paginateGetApiKeys,
} from "@aws-sdk/client-api-gateway";
import type { NamedKey } from "./core";
import type { ApiKeys } from "./ports";

export const apiGatewayClient = (): APIGatewayClient => new APIGatewayClient({ maxAttempts: 4 });

/** `tags` are on every key that is made: the function may remove no others. */
export function gatewayKeys(client: APIGatewayClient, tags: Readonly<Record<string, string>>): ApiKeys {
  return {
    list: async (prefix) => {
      const found: NamedKey[] = [];
      for await (const { items = [] } of paginateGetApiKeys({ client }, { nameQuery: prefix })) {
        for (const { id, name } of items) if (id !== undefined && name?.startsWith(prefix)) found.push({ id, name });
      }
      return found;
    },
    create: async (name, value) => {
      const { id } = await client.send(new CreateApiKeyCommand({ name, value, enabled: true, tags: { ...tags } }));
      if (id === undefined) throw new Error("API Gateway made no key");
      return id;
    },
    addToPlan: async (keyId, usagePlanId) => {
      try {
        await client.send(new CreateUsagePlanKeyCommand({ keyId, keyType: "API_KEY", usagePlanId }));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
      }
    },
    isInPlan: async (keyId, usagePlanId) => {
      try {
        await client.send(new GetUsagePlanKeyCommand({ keyId, usagePlanId }));
        return true;
      } catch (error) {
        if (error instanceof NotFoundException) return false;
        throw error;
      }
    },
    remove: async (apiKey) => {
      try {
        await client.send(new DeleteApiKeyCommand({ apiKey }));
      } catch (error) {
        if (!(error instanceof NotFoundException)) throw error;
      }
    },
  };
}
