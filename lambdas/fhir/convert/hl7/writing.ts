import type { FhirResource, Reference } from "fhir/r4";
import { escaped } from "../../../hl7/escapes";
import type { Separators } from "../../../hl7/separators";

type Part = string | undefined;

/** Puts texts together to fields, escaped, without the empty parts at an end. */
export class Writing {
  constructor(
    private readonly separators: Separators,
    /** The resource behind a reference, where it is in the bundle. */
    readonly resolve: (reference: Reference | undefined) => FhirResource | undefined,
  ) {}

  text(text: Part): string {
    return text === undefined ? "" : escaped(text, this.separators);
  }

  /** A text of several lines, as formatted text has them. */
  lines(text: string): string {
    const { escape } = this.separators;
    return text
      .split("\n")
      .map((line) => this.text(line))
      .join(`${escape}.br${escape}`);
  }

  /** A component is a text, or a list of its own parts. */
  components(...components: readonly (Part | readonly Part[])[]): string {
    return joined(
      components.map((component) =>
        typeof component === "string" || component === undefined
          ? this.text(component)
          : joined(
              component.map((part) => this.text(part)),
              this.separators.subcomponent,
            ),
      ),
      this.separators.component,
    );
  }

  repetitions(repetitions: readonly string[]): string {
    return repetitions.filter((repetition) => repetition !== "").join(this.separators.repetition);
  }
}

function joined(parts: readonly string[], separator: string): string {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === "") end -= 1;
  return parts.slice(0, end).join(separator);
}
