// How an HTML report looks: on a light and on a dark screen, narrow and wide, and on paper. No fonts, images or scripts.

export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --text: #24292f; --dim: #57606a; --line: #d8dee4; --faint: #f4f6f8; --bar: #1a73d9; --track: #e4e8ec;
  --error: #c4161c; --warning: #8a5a00; --information: #0b63c1; --hint: #57606a; --link: #0b57b0; }
@media (prefers-color-scheme: dark) { :root { --page: #1f1f1f; --text: #d4d4d4; --dim: #a3a3a3; --line: #3a3a3a; --faint: #282828; --bar: #4a93e0; --track: #3a3a3a;
  --error: #f48771; --warning: #d7a93b; --information: #6cb2ff; --hint: #a3a3a3; --link: #6cb2ff; } }
@media (prefers-contrast: more) { :root { --dim: var(--text); --line: var(--text); } }
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Ubuntu, sans-serif; font-variant-numeric: tabular-nums; }
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
footer { padding-bottom: 48px; color: var(--dim); }
h1 { font-size: 24px; line-height: 1.25; font-weight: 600; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 20px; line-height: 1.3; font-weight: 600; margin: 48px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
h2.first { margin-top: 24px; padding-top: 0; border: 0; }
.sub { font-size: 16px; font-weight: 600; margin: 28px 0 8px; padding: 0; border: 0; overflow-wrap: anywhere; }
.name, .found h3, .found h4 { font-size: 14px; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
p { margin: 4px 0; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, .mono, .value { font-family: ui-monospace, SFMono-Regular, Consolas, "DejaVu Sans Mono", monospace; font-size: 12.5px; }
.dim, .note { color: var(--dim); }
.note { font-size: 12.5px; }
.caveat { border-left: 3px solid var(--warning); background: var(--faint); padding: 6px 12px; margin: 12px 0; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 8px 0; }
.error { color: var(--error); } .warning { color: var(--warning); } .information { color: var(--information); } .hint { color: var(--hint); }
.severity { font-weight: 600; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 0 0 4px; }
th, td { text-align: left; vertical-align: baseline; padding: 4px 16px 4px 0; font-weight: 400; }
table.rows { width: 100%; }
table.rows thead th { color: var(--dim); font-size: 12.5px; border-bottom: 1px solid var(--line); white-space: nowrap; }
table.rows tbody tr { border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
table.rows tbody th { overflow-wrap: anywhere; min-width: 9em; }
table.rows th:last-child, table.rows td:last-child { padding-right: 0; }
.figure { text-align: right; white-space: nowrap; }
table.facts th { color: var(--dim); white-space: nowrap; min-width: 150px; }
table.facts td { overflow-wrap: anywhere; }
table.facts th, table.facts td { padding-top: 2px; padding-bottom: 2px; }
table.values { width: 100%; table-layout: auto; }
table.values th, table.values td { padding: 2px 12px 2px 0; vertical-align: middle; }
table.values th { max-width: 200px; overflow-wrap: anywhere; white-space: pre-wrap; }
table.values td.room { width: 45%; }
table.values td.figure { padding-right: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
svg { display: block; } .bars, .bar rect { fill: var(--bar); } .base { stroke: var(--dim); stroke-opacity: .6; fill: none; } .median { stroke: var(--text); stroke-dasharray: 3 3; fill: none; }
figure { margin: 0; } figure svg { width: 100%; height: 97px; } svg.bar { width: 100%; height: 9px; }
svg.share { width: 56px; height: 4px; display: inline-block; vertical-align: middle; margin-left: 8px; } svg.share rect { fill: var(--dim); } svg.share .track { fill: var(--track); }
svg.spark { width: 80px; height: 18px; }
.ends { display: flex; justify-content: space-between; gap: 12px; font-size: 12.5px; overflow-wrap: anywhere; } .ends span { min-width: 0; }
.found { margin: 0; padding: 10px 0; border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); break-inside: avoid; }
.found h3, .found h4 { font-weight: 400; } .found b { font-weight: 600; } .found p { overflow-wrap: anywhere; }
.places { margin: 4px 0 0; padding: 0; list-style: none; }
.places li { display: grid; grid-template-columns: 180px 1fr; gap: 0 12px; overflow-wrap: anywhere; } .places .at { color: var(--dim); }
.column { border-top: 1px solid var(--line); padding: 16px 0 20px; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 40px; break-inside: avoid; }
.name { grid-column: 1 / -1; } .name span { font-weight: 400; color: var(--dim); }
.column .pictures > * + * { margin-top: 12px; }
.quantiles { margin-top: 12px; width: 100%; } .quantiles th, .quantiles td { text-align: right; padding: 2px 0 2px 8px; font-size: 12.5px; } .quantiles th { color: var(--dim); white-space: nowrap; } .quantiles td { overflow-wrap: anywhere; } .quantiles caption { padding-top: 4px; }
@media (max-width: 720px) { .column { grid-template-columns: minmax(0, 1fr); } .places li { grid-template-columns: 1fr; } main, header, footer { padding-left: 16px; padding-right: 16px; } }
@media print { :root { color-scheme: light; --page: #fff; --text: #000; --dim: #444; --line: #bbb; --faint: #fff; --bar: #1a73d9; --track: #ddd; --error: #a00; --warning: #6b4500; --information: #004a99; --hint: #444; --link: #000; }
  body { font-size: 11px; } main, header, footer { max-width: none; padding: 0; } h2 { break-before: page; } h2.first, h2.sub { break-before: auto; } h2, h3, h4 { break-after: avoid; } tr, .column, .found { break-inside: avoid; } rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .wide { overflow: visible; } }
`.trim();
