// What stands in the Datasets view: groups, datasets, who names them, and what was found in them.

import * as vscode from 'vscode';
import type { FoundKind, ListedDataset, NamedAt, NotFound, Severity } from '../../server/src/protocol/datasets.ts';
import { folderIn, loudIn, nameIn } from './datasets-order.ts';
import { plural, shownName } from './words.ts';

export type GroupId = 'named' | 'unnamed' | 'notFound';

export interface GroupNode {
  readonly kind: 'group';
  readonly id: GroupId;
  count: number;
}

/** Stays the same object while the list changes: VS Code knows it by that. */
export interface DatasetNode {
  readonly kind: 'dataset';
  /** For commands that are about a file. */
  readonly uri: vscode.Uri;
  readonly group: GroupNode;
  dataset: ListedDataset;
}

export interface NotFoundNode {
  readonly kind: 'notFound';
  readonly group: GroupNode;
  readonly missed: NotFound;
}

export interface PlaceNode {
  readonly kind: 'place';
  readonly parent: DatasetNode | NotFoundNode;
  readonly at: NamedAt;
}

export interface FindingNode {
  readonly kind: 'finding';
  readonly parent: DatasetNode;
  readonly found: FoundKind;
  readonly index: number;
}

/** What is left out, and where to see it. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: DatasetNode;
  readonly count: number;
}

export type Node = GroupNode | DatasetNode | NotFoundNode | PlaceNode | FindingNode | MoreNode;

const GROUPS: { readonly [id in GroupId]: string } = { named: 'Named in Code', unnamed: 'Not Named in Code', notFound: 'Not Found' };

/** The address scheme by which a dataset's row gets its badge. */
export const ROW_SCHEME = 'assay-dataset';

export function childrenOf(node: DatasetNode | NotFoundNode): Node[] {
  const named = node.kind === 'dataset' ? node.dataset.named : node.missed.named;
  const places = named.map((at): PlaceNode => ({ kind: 'place', parent: node, at }));
  if (node.kind === 'notFound' || node.dataset.known.state !== 'checked') return places;
  const { kinds, kindsInAll } = node.dataset.known.figures;
  const findings = kinds.map((found, index): FindingNode => ({ kind: 'finding', parent: node, found, index }));
  const left = kindsInAll - kinds.length;
  return [...places, ...findings, ...(left > 0 ? [{ kind: 'more', parent: node, count: left } as const] : [])];
}

export function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'dataset':
      return datasetItem(node);
    case 'notFound':
      return notFoundItem(node);
    case 'place':
      return placeItem(node);
    case 'finding':
      return findingItem(node);
    case 'more':
      return moreItem(node);
  }
}

function groupItem({ id, count }: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(GROUPS[id], vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.description = count.toLocaleString('en');
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${GROUPS[id]}: ${id === 'notFound' ? plural(count, 'path') : plural(count, 'dataset')}` };
  return item;
}

function datasetItem({ uri, dataset }: DatasetNode): vscode.TreeItem {
  const { path, kind, isText, known, named } = dataset;
  const hasChildren = named.length > 0 || (known.state === 'checked' && known.figures.kindsInAll > 0);
  const item = new vscode.TreeItem(shownName(nameIn(path)), hasChildren ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  item.id = uri.toString();
  item.description = [...facts(dataset), shownName(folderIn(path))].filter((part) => part !== '').join(' · ');
  item.iconPath = iconOf(dataset);
  item.resourceUri = rowUri(uri, dataset);
  item.contextValue = ['dataset', kind, isText ? 'text' : 'binary', known.state].join(' ');
  item.command = kind === 'file' ? { command: 'vscode.open', title: 'Open', arguments: [uri] } : { command: 'assay.profile', title: 'Show Profile', arguments: [uri] };
  item.accessibilityInformation = { label: spoken(dataset) };
  return item;
}

/** What is known, shortest first. */
function facts({ known, size }: ListedDataset): string[] {
  if (known.state === 'working') return [`checking… ${Math.round(known.share * 100)} %`];
  if (known.state === 'unreadable') return ['cannot be read'];
  if (known.state === 'unchecked') return [size, 'not checked yet'];
  const { shape, missingText } = known.figures;
  return [shape, ...(missingText === undefined ? [] : [`${missingText} missing`])];
}

function iconOf(dataset: ListedDataset): vscode.ThemeIcon {
  const { known, kind } = dataset;
  if (known.state === 'working') return new vscode.ThemeIcon('loading~spin');
  if (known.state === 'unreadable') return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  const { errors, warnings } = loudIn(dataset);
  const colour = errors > 0 ? 'list.errorForeground' : warnings > 0 ? 'list.warningForeground' : known.state === 'unchecked' ? 'disabledForeground' : undefined;
  return new vscode.ThemeIcon(kind === 'file' ? 'table' : 'layers', colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

/** Carries what the badge says, so that who draws it need not ask. */
function rowUri(uri: vscode.Uri, dataset: ListedDataset): vscode.Uri {
  const { errors, warnings } = loudIn(dataset);
  return vscode.Uri.from({ scheme: ROW_SCHEME, path: uri.path, query: `${errors},${warnings}` });
}

/** As the explorer marks files with problems. */
export function badgeOf({ scheme, query }: vscode.Uri): vscode.FileDecoration | undefined {
  if (scheme !== ROW_SCHEME) return undefined;
  const [errors = 0, warnings = 0] = query.split(',').map(Number);
  if (errors + warnings === 0) return undefined;
  const told = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : ''].filter((part) => part !== '').join(', ');
  const colour = new vscode.ThemeColor(errors > 0 ? 'list.errorForeground' : 'list.warningForeground');
  return new vscode.FileDecoration(errors + warnings > 9 ? '9+' : String(errors + warnings), told, colour);
}

/** For who hears the row instead of seeing it. */
function spoken(dataset: ListedDataset): string {
  const { path, known, named, size } = dataset;
  const folder = folderIn(path);
  const where = named.length === 0 ? 'not named in code' : `named in ${plural(named.length, 'place')}`;
  return `${nameIn(path)}${folder === '' ? '' : ` in ${folder}`}: ${[...spokenState(known, size), where].join(', ')}`;
}

function spokenState(known: ListedDataset['known'], size: string): string[] {
  if (known.state === 'working') return [`being checked, ${Math.round(known.share * 100)} percent done`];
  if (known.state === 'unreadable') return [known.reason.replace(/\.$/, '')];
  if (known.state === 'unchecked') return [size, 'not checked yet'];
  const { rows, columns, exact, missingText, findings } = known.figures;
  const found = SEVERITIES.flatMap((severity) => (findings[severity] === 0 ? [] : [plural(findings[severity], ...NOUNS[severity])]));
  return [`${exact ? '' : 'about '}${plural(rows, 'row')}`, plural(columns, 'column'), `${missingText ?? 'nothing'} missing`, ...(found.length === 0 ? ['no findings'] : found)];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const NOUNS: { readonly [severity in Severity]: readonly [one: string, many: string] } = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['information finding', 'information findings'],
  hint: ['hint', 'hints'],
};
const ICONS: { readonly [severity in Severity]: vscode.ThemeIcon } = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

function notFoundItem(node: NotFoundNode): vscode.TreeItem {
  const { target, meant, named } = node.missed;
  const item = new vscode.TreeItem(shownName(nameIn(target)), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  item.description = [shownName(folderIn(target)), ...(meant === undefined ? [] : [`did you mean ${shownName(meant)}?`])].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'notFound';
  const [first] = named;
  if (first !== undefined) item.command = openAt(first);
  const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  item.tooltip = `No file "${target}".${question}`;
  item.accessibilityInformation = { label: `${target} is not found, named in ${plural(named.length, 'place')}.${question}` };
  return item;
}

function placeItem({ parent, at }: PlaceNode): vscode.TreeItem {
  const line = at.start.line + 1;
  const item = new vscode.TreeItem(`${shownName(nameIn(at.path))}:${line}`);
  item.id = `${idOf(parent)} ${at.uri} ${line}:${at.start.character}`;
  item.description = [at.writes ? 'writes' : '', shownName(folderIn(at.path))].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(at.writes ? 'edit' : 'file-code');
  item.tooltip = `${at.path}, line ${line}, ${at.writes ? 'writes' : 'names'} the dataset`;
  item.command = openAt(at);
  item.contextValue = 'place';
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

function findingItem({ parent, found, index }: FindingNode): vscode.TreeItem {
  const item = new vscode.TreeItem(found.message);
  item.id = `${idOf(parent)} finding ${index} ${found.code}`;
  item.description = found.code;
  item.iconPath = ICONS[found.severity];
  item.tooltip = `${found.message}\n${found.code}`;
  item.contextValue = 'finding';
  const at = found.at === undefined ? undefined : new vscode.Position(found.at.line, found.at.character);
  const isShownAsText = parent.dataset.isText && at !== undefined;
  item.command = isShownAsText
    ? { command: 'vscode.open', title: 'Go to Cell', arguments: [parent.uri, { selection: new vscode.Range(at, at) }] }
    : parent.dataset.kind === 'file'
      ? { command: 'assay.openAsTable', title: 'Open as Table', arguments: [parent.uri] }
      : { command: 'assay.profile', title: 'Show Profile', arguments: [parent.uri] };
  item.accessibilityInformation = { label: `${NOUNS[found.severity][0]}: ${found.message}` };
  return item;
}

function moreItem({ parent, count }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`${plural(count, 'more kind')} of findings: show profile`);
  item.id = `${idOf(parent)} more`;
  item.command = { command: 'assay.profile', title: 'Show Profile', arguments: [parent.uri] };
  return item;
}

function idOf(node: DatasetNode | NotFoundNode): string {
  return node.kind === 'dataset' ? node.uri.toString() : `not found: ${node.missed.target} ${node.missed.named[0]?.uri ?? ''}`;
}

function openAt({ uri, start, end }: NamedAt): vscode.Command {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return { command: 'vscode.open', title: 'Go to Code', arguments: [vscode.Uri.parse(uri), { selection }] };
}
