import type { Around } from "./play";

type Answer = (name: string, input: Record<string, unknown>) => unknown;

/** A client of an AWS service that answers from a store in memory, by the name of the command; its calls may fail. */
export function answering<Client extends { send: unknown }>(
  client: Client,
  through: Around["through"],
  answer: Answer,
): Client {
  const service = through({
    [client.constructor.name]: async (name: string, input: Record<string, unknown>) => answer(name, input),
  });
  const send = service[client.constructor.name] as (name: string, input: object) => Promise<unknown>;
  client.send = async ({ constructor, input }: { constructor: { name: string }; input: object }) =>
    send(constructor.name, input);
  return client;
}
