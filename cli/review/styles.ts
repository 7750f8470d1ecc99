/** The page's only style sheet: colours of the evidence report, 4.5:1 or more on both papers. No motion, font or image. */
export const STYLES = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--soft:#4b525a;--line:#6d757e;--tint:#f3f5f7;--link:#0b4f9e;--shut:#1d2126;--shut-ink:#fff;--open:#fff3c4;--yes:#0b6560;--no:#ad3008}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e8eaed;--soft:#b4bcc4;--line:#88929c;--tint:#1e242a;--link:#8ec5ff;--shut:#e8eaed;--shut-ink:#14181c;--open:#4a3d08;--yes:#54d2c6;--no:#ff9470}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
header,main{max-width:64rem;margin:0 auto;padding:.5rem 1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
.soft{color:var(--soft)}p,li{max-width:75ch}
.skip{position:absolute;left:-100rem;top:0;background:var(--paper);padding:.5rem 1rem}.skip:focus{left:.5rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}
.id{font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em}
.wide{overflow-x:auto}
.told{border-left:.3rem solid var(--link);background:var(--tint);padding:.5rem 1rem}
.text{white-space:pre-wrap;border:1px solid var(--line);padding:1rem;line-height:2.1;font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:.95rem}
button{font:inherit;font-size:.85rem;min-height:1.75rem;padding:.1rem .5rem;border:1px solid var(--line);border-radius:.25rem;background:var(--paper);color:var(--ink);cursor:pointer}
button[aria-pressed=true]{background:var(--ink);color:var(--paper)}
.shut{background:var(--shut);color:var(--shut-ink);font-family:inherit}
.place{white-space:normal}.place button{margin-right:.25rem}.place mark{background:var(--open);color:inherit;padding:.1rem .2rem}
.yes mark,.yes.shut{text-decoration:underline 3px var(--yes)}.no mark{text-decoration:line-through 2px var(--no)}
.no.shut{background:var(--paper);color:var(--ink);border-style:dashed}
fieldset{border:1px solid var(--line);padding:.75rem 1rem;margin:1rem 0}legend{font-weight:600}
label{display:inline-block;margin:.25rem 1rem .25rem 0}input,select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--line);padding:.3rem .5rem;min-height:2.25rem;max-width:100%}
.decide button{font-size:1rem;min-height:2.5rem;padding:.3rem 1rem;margin:.25rem .5rem .25rem 0}
@media (max-width:40rem){.text{padding:.5rem}header,main{padding:.75rem}}
`;
