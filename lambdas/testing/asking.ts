type Answer = (name: string, input: unknown) => object;

/** A client that answers without a network; it keeps what it was asked. */
export function asking<Client extends { send: unknown }>(
  client: Client,
  answer: Answer,
): { client: Client; asked: unknown[][] } {
  const asked: unknown[][] = [];
  client.send = async ({ constructor, input }: { constructor: { name: string }; input: unknown }) => {
    asked.push([constructor.name, input]);
    return answer(constructor.name, input);
  };
  return { client, asked };
}
