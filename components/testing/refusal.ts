import { plan } from "./plan";

/** The message with which a constructor refuses its arguments; throws when it accepts them. */
export async function refusal(build: () => unknown): Promise<string> {
  let message: string | undefined;
  await plan(() => {
    try {
      build();
    } catch (error) {
      message = (error as Error).message;
    }
  });
  if (message === undefined) throw new Error("expected the constructor to refuse its arguments");
  return message;
}
