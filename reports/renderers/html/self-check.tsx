import type { Report } from "../../model/report";

/** A look at the files beside the page, in the page; hidden until the script runs, for without it it does nothing. */
export function SelfCheck({ report }: { readonly report: Report }) {
  return (
    <>
      <p>
        A page can't vouch for itself: whoever changed these files could have changed this page, too. What counts is{" "}
        <span class="id">phiguard evidence verify</span>, or the script of sixty lines and OpenSSL that its documents
        hold, with the fingerprint of the key that you were given by another way.
      </p>
      <form class="filter" id="check" data-report={report.id} aria-label="Check the files of this report" hidden>
        <div>
          <label for="check-files">For a first look: choose the folder of this report</label>
          <input id="check-files" type="file" multiple {...{ webkitdirectory: true }} />
        </div>
        <output aria-live="polite" for="check-files" class="prose" />
      </form>
    </>
  );
}
