/** What can't be rotated, and why; no second try would mend it. Never holds a value of the secret. */
export class RotationRefused extends Error {
  override readonly name = "RotationRefused";
}

/** A secret's text as JSON. Throws RotationRefused without the text. */
export function secretJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RotationRefused("the secret is no JSON");
  }
}
