/**
 * The page's only style sheet. Colours hold 4.5:1 or more on both papers (7:1 for running text); a state is a word and a shape
 * first, so nothing is lost on grey paper. No motion, no web font, no image. On a screen a section is laid out when it comes near the
 * view, which opens a large report in a third of the time.
 */
export const STYLES = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--soft:#4b525a;--line:#c9ced4;--tint:#f3f5f7;--link:#0b4f9e;--focus:#0b4f9e;
--pass:#0b6560;--fail:#ad3008;--undetermined:#7d5200;--stale:#6a4731;--waived:#623a99;--na:#565b61;--none:#1d2126;--on:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e8eaed;--soft:#b4bcc4;--line:#464e57;--tint:#1e242a;--link:#8ec5ff;--focus:#8ec5ff;
--pass:#54d2c6;--fail:#ff9470;--undetermined:#f0b94f;--stale:#d8ae92;--waived:#c9aef8;--na:#adb4bb;--none:#e8eaed;--on:#14181c}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;break-after:avoid}
h1{font-size:2rem;margin:0 0 .25rem}h2{font-size:1.5rem;margin:0 0 .75rem;padding-top:.5rem;border-top:3px solid var(--ink)}h3{font-size:1.15rem;margin:1.75rem 0 .5rem}h4{font-size:1rem;margin:1rem 0 .25rem}
p,dl,ul,ol{margin:.5rem 0}p,li,.prose{max-width:75ch}
code,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em;overflow-wrap:anywhere}.name{overflow-wrap:anywhere}.day,.cite{white-space:nowrap}.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100rem;top:0;background:var(--paper);padding:.5rem 1rem;z-index:2}.skip:focus{left:.5rem}
.page{max-width:84rem;margin:0 auto;padding:0 1.25rem}
header.cover{padding:2.5rem 0 1.5rem}
.kicker{margin:0;color:var(--soft);font-weight:600}
.org{font-size:1.25rem;margin:.25rem 0 1rem}
dl.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1.25rem}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;max-width:75ch}
nav.toc ol{list-style:none;padding:0;margin:.5rem 0}nav.toc li{margin:.15rem 0}
nav.toc h2{font-size:1rem;border:0;padding:0;margin:0}
main:focus{outline:0}
section{margin:0 0 3rem}main>section{content-visibility:auto;contain-intrinsic-size:auto 40rem;overflow:hidden}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
td.n,th.n{text-align:right;padding-right:.9rem}
th[scope=row]{font-weight:600}th .soft{font-weight:400}table+table{margin-top:1.25rem}.w20{width:20%}.w30{width:30%}.w50{width:50%}
th[scope=rowgroup]{background:var(--tint);padding:.5rem .6rem}
.wide{overflow-x:auto}.wide>table{min-width:44rem}
.soft{color:var(--soft)}.small{font-size:.875rem}
.st{white-space:nowrap;font-weight:600;overflow-wrap:normal}
.st::before{content:"";display:inline-block;width:.78em;height:.78em;margin-right:.4em;background:currentColor;vertical-align:-.04em;print-color-adjust:exact;-webkit-print-color-adjust:exact;forced-color-adjust:none}
.st-pass::before{border-radius:50%}.st-undetermined::before{width:.9em;height:.9em;margin-right:.28em;clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%)}.st-waived::before{width:.9em;margin-right:.28em;clip-path:polygon(50% 0,100% 100%,0 100%)}
.st-stale::before{border-radius:50%;border:.13em solid;background:conic-gradient(currentColor 25%,transparent 0)}.st-not-applicable::before,.st-no-evidence::before{background:none;border:.13em solid}.st-not-applicable::before{border-radius:50%}
.st-pass{color:var(--pass)}.st-fail{color:var(--fail)}.st-undetermined{color:var(--undetermined)}.st-stale{color:var(--stale)}.st-waived{color:var(--waived)}.st-not-applicable{color:var(--na)}.st-no-evidence{color:var(--none)}
.bar{display:block;width:100%;height:28px}.bar.thin{height:14px;min-width:6rem;margin-top:.3rem}
.bar text{font-size:.875rem;font-weight:600;text-anchor:middle;fill:var(--on)}
.bar rect{stroke:var(--paper);stroke-width:1.5}
.days{display:block;width:100%;height:6rem;border-bottom:1px solid var(--line)}.days rect{fill:var(--link)}
.f-pass{fill:var(--pass)}.f-fail{fill:var(--fail)}.f-undetermined{fill:var(--undetermined)}.f-stale{fill:var(--stale)}.f-waived{fill:var(--waived)}.f-not-applicable{fill:var(--na)}
.bar rect.f-no-evidence{fill:var(--paper);stroke:var(--none)}.bar text.t-no-evidence{fill:var(--none)}
figure{margin:1rem 0}figcaption{max-width:75ch;margin-bottom:.5rem}
.card{border:1px solid var(--line);border-left:.4rem solid var(--na);padding:.75rem 1rem 1rem;margin:1rem 0}
.card>h4{margin:0;font-size:1.0625rem;display:flex;flex-wrap:wrap;gap:.15rem 1rem;justify-content:space-between;align-items:baseline}
.c-pass{border-left-color:var(--pass)}.c-fail{border-left-color:var(--fail)}.c-undetermined{border-left-color:var(--undetermined)}.c-stale{border-left-color:var(--stale)}.c-waived{border-left-color:var(--waived)}.c-no-evidence{border-left-style:double;border-left-color:var(--none)}
.card .meta{margin:.1rem 0 .5rem;color:var(--soft);font-size:.875rem;max-width:none}
.stacks{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 2rem;font-size:.9375rem}.stacks li{max-width:none}
details{margin:.5rem 0}td details{margin:0}summary{cursor:pointer;color:var(--link);padding:.15rem 0}
summary::marker{color:var(--soft)}
ul.flow{list-style:none;padding:0;columns:22rem;column-gap:2rem;font-size:.875rem}ul.flow li{break-inside:avoid;padding:.1rem 0}
ul.links{list-style:none;padding:0;margin:0}ul.links li{max-width:none}
.matrix td{min-width:4.5rem}.matrix .links a{display:inline-block;min-width:24px;line-height:25px;white-space:nowrap;overflow-wrap:normal}
.filter{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;background:var(--tint);padding:.75rem 1rem;margin:1rem 0}
.filter[hidden],[hidden]{display:none!important}
.filter label{display:block;font-size:.875rem;font-weight:600}
.filter input,.filter select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);padding:.3rem .5rem;width:17rem;max-width:100%;min-height:2.25rem}
.filter output{font-size:.9375rem;min-height:1.5em}
dl.record{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .9rem;font-size:.875rem;margin:.35rem 0 .5rem}dl.record dt{color:var(--soft)}dl.record dd{margin:0}
.note{border-left:.25rem solid var(--line);padding-left:.9rem}
footer{border-top:1px solid var(--line);padding:1rem 0 2.5rem;color:var(--soft);font-size:.875rem}
:target{scroll-margin-top:1rem}.card:target,tr:target>*{background:var(--tint)}
@media (min-width:72rem){.cols{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:3rem}nav.toc{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:1rem 0;font-size:.9375rem}}
@media (max-width:40rem){.page{padding:0 1rem}h1{font-size:1.6rem}dl.facts,dl.record{grid-template-columns:minmax(0,1fr)}dl.facts dd,dl.record dd{margin:0 0 .4rem}
table.stackable thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table.stackable,table.stackable tbody,table.stackable tr,table.stackable th,table.stackable td{display:block}
table.stackable caption{display:block}table.stackable tr{border-bottom:1px solid var(--line);padding:.4rem 0}table.stackable th,table.stackable td{border:0;padding:.1rem 0;text-align:left}table.stackable td[data-h]::before{content:attr(data-h) ": ";color:var(--soft);font-size:.875rem}}
@page{size:A4;margin:16mm 14mm 18mm;@bottom-left{content:"Evidence report";font:8pt sans-serif}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#3d434a;--line:#b5bac0;--tint:#f3f5f7;--link:#000;--pass:#0b6560;--fail:#ad3008;--undetermined:#7d5200;--stale:#6a4731;--waived:#623a99;--na:#565b61;--none:#000;--on:#fff;color-scheme:light}
html{font-size:9.5pt}body{line-height:1.4;print-color-adjust:exact;-webkit-print-color-adjust:exact}.page{max-width:none;padding:0}
h1{font-size:22pt}h2{font-size:15pt;break-before:page}h3{font-size:11.5pt}.card>h4{font-size:10.5pt}table,.stacks{font-size:8.5pt}
header.cover{padding:45mm 0 0}nav.toc h2,#summary h2,#problems h2{break-before:auto}nav.toc{margin-top:12mm}nav.toc ol{list-style:decimal;padding-left:1.6em}section#summary{break-before:page}
.cols{display:block}main>section{content-visibility:visible;overflow:visible}.skip,.filter,.screen,.about{display:none!important}summary{list-style:none;color:inherit;padding:0}td>.st{margin-right:.5rem}.matrix .links>div{display:inline-block;margin-right:.5em}.w20{width:17%}.w30{width:27%}#summary figure{margin:2mm 0}#summary h3{margin:4mm 0 0}#summary table{font-size:8pt}#summary th,#summary td{padding-top:.15rem;padding-bottom:.15rem}#summary caption{padding:.2rem 0}#summary p{margin:.2rem 0;max-width:none}.wide{overflow:visible}.wide>table{min-width:0}
thead{display:table-header-group}tr,.card>h4,figure{break-inside:avoid}.card.short{break-inside:avoid}
a{text-decoration:none}.matrix .barcell,.urn{display:none}.matrix td{min-width:0}.matrix th,.matrix td{padding-top:.1rem;padding-bottom:.1rem}.matrix{font-size:8pt}section{margin-bottom:0}footer{padding:.5rem 0 0}.matrix thead .st{font-size:.85em}.matrix .links li{display:inline-block;margin-right:.5em}.matrix .links a{line-height:inherit}th,td{padding:.25rem .5rem .25rem 0}
details.paper::details-content{content-visibility:visible;display:block;height:auto}ul.flow{columns:3;font-size:8pt}}
`
  .trim()
  .replace(/\n/g, "");
