// The report as one HTML file: no script, no font, no picture from elsewhere.

import { SEVERITIES } from '../findings/codes.ts';
import type { Severity } from '../findings/finding.ts';
import type { ColumnProfile, Profile } from '../profile/profile.ts';
import { count, plural, share, size } from '../words.ts';
import { columnFacts, describeReport, distinctText, missingText, quantileFacts, topValues, typeText, type DatasetPart, type DocumentOptions, type Fact, type FoundGroup, type ReportDocument } from './document.ts';
import { histogramChart, shareBar, spark, valuesTable } from './html-charts.ts';
import { STYLE } from './html-style.ts';
import { dataText, escapeHtml } from './html-text.ts';
import type { FileReport } from './report.ts';
import type { KindCount } from './tally.ts';

/** Columns with a section of their own; all stand in the table. */
const MOST_SECTIONS = 300;
/** Columns in the table: more no browser shows well. */
const MOST_ROWS = 2000;

export function html(files: readonly FileReport[], options: DocumentOptions): string {
  const document = describeReport(files, options);
  const isOne = document.datasets.length === 1 && document.code.length === 0;
  const body = [...(isOne ? [] : [index(document)]), ...document.datasets.map((part, i) => dataset(part, i, isOne)), code(document.code)];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Assay">
<title>${escapeHtml(document.title)} · Assay report</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${dataText(document.title)}</h1>
<p class="dim">${escapeHtml(isOne ? (document.datasets[0]?.headline ?? '') : 'Profile and findings')}</p>
${counts(document.counts)}
</header>
<main>
${body.join('\n')}
</main>
<footer><p>${escapeHtml(document.made)}.</p></footer>
</body>
</html>
`;
}

function counts(found: { readonly [severity in Severity]: number }): string {
  const items = SEVERITIES.filter((severity) => found[severity] > 0).map((severity) => `<li class="${severity}">${plural(found[severity], severity, severity === 'information' ? severity : `${severity}s`)}</li>`);
  return items.length === 0 ? '<p>Nothing found.</p>' : `<ul class="counts" aria-label="Findings by severity">${items.join('')}</ul>`;
}

/** Rows of a table whose first cell names its row. `figures`: columns from here on are flush right. */
function table(head: readonly string[], rows: readonly (readonly string[])[], { caption, figures = head.length }: { readonly caption: string; readonly figures?: number }): string {
  const kind = (i: number) => (i >= figures ? ' class="figure"' : '');
  const cells = (row: readonly string[]) => row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td${kind(i)}>${cell}</td>`)).join('');
  return `<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table class="rows"><caption class="unseen">${caption}</caption><thead><tr>${head.map((cell, i) => `<th scope="col"${kind(i)}>${cell}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

function factsTable(facts: readonly Fact[], caption: string): string {
  return `<table class="facts"><caption class="unseen">${caption}</caption><tbody>${facts.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${name === 'SHA-256' ? `<code>${escapeHtml(value)}</code>` : dataText(value)}</td></tr>`).join('')}</tbody></table>`;
}

// ── the workspace ────────────────────────────────────────────────────────────────────────────────────────────────

function index({ datasets, kinds }: ReportDocument): string {
  const rows = datasets.map((part, i) => {
    const { path, profile, bytes, missing, headline } = part;
    const size_ = profile === undefined ? [escapeHtml(headline), '', '', ''] : [`${profile.exact ? '' : '≈ '}${count(profile.rows)}`, count(profile.columns.length), size(bytes ?? 0), escapeHtml(missing ?? '')];
    return [`<a href="#d${i}">${dataText(path)}</a>`, ...size_, ...SEVERITIES.map((severity) => amount(part.counts[severity], severity))];
  });
  const head = ['dataset', 'rows', 'columns', 'size', 'missing', 'errors', 'warnings', 'information', 'hints'];
  const datasetsTable = datasets.length === 0 ? '<p>No dataset was found.</p>' : table(head, rows, { caption: 'Datasets', figures: 1 });
  return `<section><h2 class="first" id="datasets">Datasets</h2>${datasetsTable}${kinds.length === 0 ? '' : `<h3 class="sub">What was found</h3>${kindsTable(kinds, 'Findings of all datasets by kind', true)}`}</section>`;
}

function amount(n: number, severity: Severity): string {
  return n === 0 ? '<span class="dim">0</span>' : `<span class="${severity}">${count(n)}</span>`;
}

function kindsTable(kinds: readonly KindCount[], caption: string, hasFiles = false): string {
  const rows = kinds.map(({ code, severity, found, columns, files }) => [`<code>${code}</code>`, severityMark(severity), count(found), columns === 0 ? '' : count(columns), ...(hasFiles ? [count(files)] : [])]);
  return table(['kind', 'severity', 'found', 'columns', ...(hasFiles ? ['files'] : [])], rows, { caption, figures: 2 });
}

function severityMark(severity: Severity): string {
  return `<span class="severity ${severity}">${severity}</span>`;
}

function code(parts: readonly DatasetPart[]): string {
  if (parts.length === 0) return '';
  const files = parts.map(({ path, groups }) => `<h3 class="sub">${dataText(path)}</h3>${groups.map((group) => foundGroup(group, 4)).join('')}`);
  return `<section><h2 id="code">Code that names datasets</h2>${files.join('')}</section>`;
}

// ── one dataset ──────────────────────────────────────────────────────────────────────────────────────────────────

function dataset(part: DatasetPart, i: number, isOnly: boolean): string {
  const { path, profile, headline, caveats, facts, groups, kinds, worstColumns } = part;
  const heading = isOnly ? '' : `<h2 id="d${i}">${dataText(path)}</h2><p class="dim">${escapeHtml(headline)}</p>${counts(part.counts)}`;
  const said = caveats.map((caveat) => `<p class="caveat">${escapeHtml(caveat)}</p>`).join('');
  const overview = facts.length === 0 ? '' : factsTable(facts, `Overview of ${escapeHtml(path)}`);
  const sums = kinds.length < 2 ? '' : kindsTable(kinds, `Findings by kind in ${escapeHtml(path)}`);
  const worst = worstColumns.length < 2 ? '' : `<p>Most in ${worstColumns.slice(0, 5).map(({ column, found }) => `${dataText(column)} (${count(found)})`).join(', ')}.</p>`;
  const level = isOnly ? 2 : 3;
  const found = groups.length === 0 ? '' : `<h${level} class="sub">Findings</h${level}>${sums}${worst}${groups.map((group) => foundGroup(group, level + 1)).join('\n')}`;
  const columns = profile === undefined ? '' : columnParts(profile, { path, i, level });
  return `<section>${heading}${said}${overview}${found}${columns}</section>`;
}

function foundGroup({ code, title, severity, column, found, summary, places, more }: FoundGroup, level: number): string {
  const where = column === undefined ? '' : ` in <b>${dataText(column)}</b>`;
  const number = found > 1 ? ` <span class="dim">${count(found)}</span>` : '';
  const items = places.map(({ at, message }) => `<li>${at === undefined ? '<span></span>' : `<span class="at">${escapeHtml(at)}</span>`}<span>${message === undefined ? '' : escapeHtml(message)}</span></li>`);
  const isInline = places.length > 0 && places.every(({ message }) => message === undefined);
  const rest = more > 0 && places.length > 0 ? `and ${plural(more, 'more', 'more')}` : '';
  const list = isInline
    ? `<p class="dim">${escapeHtml([...places.flatMap(({ at }) => at ?? []), ...(rest === '' ? [] : [rest])].join('; '))}</p>`
    : items.length === 0
      ? ''
      : `<ul class="places">${items.join('')}${rest === '' ? '' : `<li><span class="at">${rest}</span><span></span></li>`}</ul>`;
  return `<div class="found"><h${level}>${severityMark(severity)} <code title="${escapeHtml(title)}">${code}</code>${where}${number}</h${level}>${summary === undefined ? '' : `<p>${escapeHtml(summary)}</p>`}${list}</div>`;
}

// ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where the columns of a dataset stand in the page. */
interface At {
  readonly path: string;
  /** Which dataset it is. */
  readonly i: number;
  /** Of the headings. */
  readonly level: number;
}

function columnParts(profile: Profile, at: At): string {
  const { path, i, level } = at;
  const { columns } = profile;
  const shown = columns.slice(0, MOST_ROWS);
  const sections = columns.slice(0, MOST_SECTIONS);
  const rows = shown.map((column) => {
    const { name, index, count: present } = column;
    const label = index < MOST_SECTIONS ? `<a href="#d${i}c${index}">${dataText(name)}</a>` : dataText(name);
    const missing = profile.rows - present;
    return [label, escapeHtml(typeText(column)), `${missing === 0 ? '<span class="dim">0 %</span>' : escapeHtml(share(missing, profile.rows))}${shareBar(missing, profile.rows)}`, escapeHtml(distinctText(column, profile)), pictureOf(column)];
  });
  const left = [
    ...(columns.length > MOST_ROWS ? [`The table shows the first ${count(MOST_ROWS)} of ${plural(columns.length, 'column')}; "assay profile" lists them all.`] : []),
    ...(columns.length > MOST_SECTIONS ? [`The first ${count(MOST_SECTIONS)} columns have a section of their own below.`] : []),
  ].map((said) => `<p class="note">${said}</p>`);
  const overview = table(['column', 'holds', 'missing', 'distinct', 'shape'], rows, { caption: `Columns of ${escapeHtml(path)}` });
  return `<h${level} class="sub">Columns</h${level}>${overview}${left.join('')}<h${level} class="sub">Column by column</h${level}>${sections.map((column) => columnSection(column, profile, at)).join('\n')}`;
}

function pictureOf({ histogram, top, topExact, distinct, count: present }: ColumnProfile): string {
  if (histogram !== undefined) return spark(histogram.counts);
  return topExact && top.length > 0 && distinct < present ? spark(top.slice(0, 12).map(({ count: n }) => n)) : '';
}

function columnSection(column: ColumnProfile, profile: Profile, { i, level }: At): string {
  const top = topValues(column, profile);
  const chart = histogramChart(column, profile);
  const values = top === undefined ? '' : valuesTable(top, 'Most frequent values');
  const name = escapeHtml(column.name);
  const heading = `<h${level + 1} class="name" id="d${i}c${column.index}">${dataText(column.name)} <span>column ${column.index + 1} of ${count(profile.columns.length)}, ${missingText(column, profile) === 'none' ? 'nothing' : escapeHtml(missingText(column, profile))} missing</span></h${level + 1}>`;
  return `<div class="column">${heading}<div>${factsTable(columnFacts(column, profile), `Figures of ${name}`)}${quantiles(quantileFacts(column))}</div><div class="pictures">${chart ?? ''}${values}</div></div>`;
}

function quantiles(facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  return `<table class="quantiles"><caption>Quantiles</caption><thead><tr>${facts.map(([name]) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody><tr>${facts.map(([, value]) => `<td>${escapeHtml(value)}</td>`).join('')}</tr></tbody></table>`;
}
