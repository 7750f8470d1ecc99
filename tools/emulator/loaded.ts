import { resolve } from "node:path";

/** A function as it is deployed: loaded anew, as it reads its environment when it is. */
export function loadedHandler(name: string): (event: unknown) => Promise<unknown> {
  const file = require.resolve(resolve(__dirname, "../../lambdas", name));
  delete require.cache[file];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return (require(file) as { handler: (event: unknown) => Promise<unknown> }).handler;
}
