/**
 * HealthLake puts each export into a folder of its own, `export/<...>/<job folder>/<file>`; a manifest is written last, when the export
 * is whole. The newest folder with one, by the manifest's time.
 */
export function newestWhole(objects: readonly { readonly key: string; readonly at: string }[]): string | undefined {
  const [newest] = objects
    .filter(({ key }) => /(^|\/)manifest\.json$/i.test(key))
    .sort((a, b) => (`${a.at} ${a.key}` > `${b.at} ${b.key}` ? -1 : 1));
  return newest?.key.replace(/[^/]*$/, "");
}
