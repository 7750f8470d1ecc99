import { groupBy } from "../../assess/group-by";
import type { Evaluation, ResourceResult } from "../../model/report";

import type { PageModel } from "./page-model";
import { resourceAnchor, shortType } from "./page-model";
import { Filter, StateWord, countsInWords, statesIn } from "./parts";

/** The other way into the same facts. Resources that no check judged are counted by type under "not judged". */
export function Resources({ page }: { readonly page: PageModel }) {
  const { resources, counts, stacks } = page.report;
  const indexed = resources.map((resource, index) => ({ resource, index }));
  const judged = indexed.filter(({ index }) => page.evaluationsByResource.has(index));
  const byStack = groupBy(judged, ({ resource }) => resource.stack);
  return (
    <section id="resources" aria-labelledby="resources-h">
      <h2 id="resources-h">Resources</h2>
      <p>
        {resources.length} resources in {stacks.length} {stacks.length === 1 ? "stack" : "stacks"}:{" "}
        {countsInWords(counts.resources)}. Those without evidence are of types that no check is about; they are counted
        under <a href="#not-judged">not judged</a>.
      </p>
      <Filter name="res" items="#resources tr[data-state]" what="resources" states={statesIn(counts.resources)} />
      {[...byStack].map(([stack, own]) => (
        <>
          <h3>{stack}</h3>
          <table class="stackable">
            <caption>
              {own.length} judged resources of {stack}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="w50">
                  Resource
                </th>
                <th scope="col">State</th>
                <th scope="col">Results</th>
              </tr>
            </thead>
            <tbody>
              {own.map(({ resource, index }) => (
                <Row resource={resource} index={index} page={page} />
              ))}
            </tbody>
          </table>
        </>
      ))}
      <PassLists page={page} />
    </section>
  );
}

function Row({
  resource,
  index,
  page,
}: {
  readonly resource: ResourceResult;
  readonly index: number;
  readonly page: PageModel;
}) {
  const open = (page.evaluationsByResource.get(index) ?? []).filter(
    ({ state }) => state !== "pass" && state !== "not-applicable",
  );
  const list = page.passListOf.get(index);
  return (
    <tr id={resourceAnchor(index)} data-state={resource.state}>
      <th scope="row">
        <span class="name">{resource.name}</span>
        <div class="soft small">{shortType(resource)}</div>
        <div class="soft small id urn">{resource.urn}</div>
      </th>
      <td>
        <StateWord state={resource.state} />
      </td>
      <td>
        {open.map((evaluation) => (
          <OpenResult evaluation={evaluation} page={page} />
        ))}
        {list === undefined ? null : (
          <div>
            <a href={`#p${list + 1}`}>{page.passLists[list]!.length} pass</a>
          </div>
        )}
        {resource.counts["not-applicable"] === 0 ? null : <div>{resource.counts["not-applicable"]} not applicable</div>}
        <ToldBy evaluations={page.evaluationsByResource.get(index) ?? []} />
      </td>
    </tr>
  );
}

function OpenResult({ evaluation, page }: { readonly evaluation: Evaluation; readonly page: PageModel }) {
  return (
    <div>
      <StateWord state={evaluation.state} />:{" "}
      <a href={`#${page.ruleAnchor(evaluation.rule)}`}>{page.ruleById.get(evaluation.rule)!.title}</a>
    </div>
  );
}

/** Each answer of AWS that said something of the resource, by AWS's own id of the request; who asked stands with the run. */
function ToldBy({ evaluations }: { readonly evaluations: readonly Evaluation[] }) {
  const answers = groupBy(
    evaluations.filter(({ record }) => record.told !== undefined),
    ({ record }) => `${record.told?.call} ${record.told?.request ?? ""}`,
  );
  return [...answers.values()].map(([first]) => (
    <div class="soft small">
      Told by {first!.record.told!.call}
      {first!.record.told!.request === undefined ? (
        ", which told no id of its request"
      ) : (
        <>
          , request <span class="id">{first!.record.told!.request}</span>
        </>
      )}
    </div>
  ));
}

/** Resources of one kind pass the same checks: each such list stands here once. */
function PassLists({ page }: { readonly page: PageModel }) {
  if (page.passLists.length === 0) return null;
  return (
    <div class="screen">
      <h3>Lists of checks passed</h3>
      <p>Resources of one kind pass the same checks, so each list stands here once and the rows above refer to it.</p>
      {page.passLists.map((rules, index) => (
        <details id={`p${index + 1}`}>
          <summary>
            List {index + 1}: {rules.length} {rules.length === 1 ? "check" : "checks"}
          </summary>
          <ul class="flow">
            {rules.map((rule) => (
              <li>
                <a href={`#${page.ruleAnchor(rule)}`}>{page.ruleById.get(rule)!.title}</a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
