import { about, type Answer } from "../../answer";
import { deniesPlainTransport } from "../../policy-document";
import { pathOf, type Reading } from "../../reading";
import { setting, type Partners } from "../../stack-view";

/** The policy, inline or in a resource of its own, denies the action to everyone without TLS; a failure names the document. */
export function refusesPlainTransport<T>(inline: Reading<unknown>, companions: Partners<T>, action: string): Answer {
  return setting(
    inline,
    () => refuses(inline, action),
    companions,
    (companion) => refuses((companion as unknown as Reading<{ policy: unknown }>).policy, action),
  );
}

function refuses(document: Reading<unknown>, action: string): Answer {
  const answer = deniesPlainTransport(document, action);
  return about(answer, pathOf(document));
}
