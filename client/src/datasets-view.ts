// The Datasets view: every dataset of the workspace with its figures, findings and the code that names it.

import * as vscode from 'vscode';
import type { DatasetList, DatasetsChange, ListedDataset } from '../../server/src/protocol/datasets.ts';
import type { Server } from './client.ts';
import { badgeOf, childrenOf, itemOf, type DatasetNode, type GroupId, type GroupNode, type Node, type NotFoundNode } from './datasets-nodes.ts';
import { arrange, arrangeNotFound, choiceFrom, figuresOf, folderIn, isFiltered, nameIn, ORDERS, restsOnFigures, SHOWN, type Choice } from './datasets-order.ts';
import type { Running } from './extension.ts';
import { showComparison } from './pages.ts';
import { BINARY_DATA, TEXT_DATA } from './selector.ts';
import { activeTab, pointedAt } from './target.ts';
import { plural, shownName } from './words.ts';

const VIEW = 'assay.datasets';
const KEPT = 'assay.datasets.choice';
const REARRANGE_MS = 1000;
const GROUPS: readonly GroupId[] = ['named', 'unnamed', 'notFound'];

type Shown = { readonly kind: 'none' } | { readonly kind: 'list'; readonly list: DatasetList };

export class DatasetsView implements vscode.TreeDataProvider<Node> {
  readonly #running: Running;
  readonly #state: vscode.Memento;
  readonly #view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #parts: vscode.Disposable[];
  readonly #groups = new Map<GroupId, GroupNode>(GROUPS.map((id) => [id, { kind: 'group', id, count: 0 }]));
  readonly #nodes = new Map<string, DatasetNode>();
  /** The server that tells of changes, and what ends its telling. */
  #told: { readonly server: Server; readonly news: vscode.Disposable } | undefined;
  #list: Promise<DatasetList> | undefined;
  #last: Shown = { kind: 'none' };
  #choice: Choice;
  #checking: DatasetsChange['checking'];
  #checked: (() => void) | undefined;
  #rearranging: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(running: Running, state: vscode.Memento) {
    this.#running = running;
    this.#state = state;
    this.#choice = choiceFrom(state.get(KEPT));
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.#parts = [
      this.#view,
      this.#changed,
      vscode.window.registerFileDecorationProvider({ provideFileDecoration: badgeOf }),
      this.#view.onDidChangeVisibility(({ visible }) => void this.#tellShown(visible)),
      running.onRestart(() => this.#again()),
    ];
    this.#describe();
  }

  dispose(): void {
    this.#told?.news.dispose();
    this.#checked?.();
    clearTimeout(this.#rearranging);
    for (const part of this.#parts) part.dispose();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'dataset' || node?.kind === 'notFound') return childrenOf(node);
    if (node !== undefined && node.kind !== 'group') return [];
    try {
      const list = await this.#listed();
      return node === undefined ? this.#roots(list) : this.#inGroup(node, list);
    } catch {
      this.#view.message = 'The datasets could not be listed; "Assay: Show Log" says why.';
      return [];
    }
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === 'group') return undefined;
    return node.kind === 'dataset' || node.kind === 'notFound' ? node.group : node.parent;
  }

  /** The card of a hover, made when it is looked at. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (node.kind !== 'dataset') return item;
    const card = await this.#server().then((server) => server.datasetCard(node.uri.toString())).catch(() => '');
    if (!token.isCancellationRequested) item.tooltip = tooltipOf(node.dataset, card);
    return item;
  }

  // ── what the user chooses ──────────────────────────────────────────────────────────────────────────────────────

  /** Follows what is typed; what was there comes back with Escape. */
  async filter(): Promise<void> {
    const before = this.#choice.text;
    const input = vscode.window.createInputBox();
    Object.assign(input, { title: 'Filter Datasets', placeholder: 'Words of the path, such as train csv', value: before });
    input.onDidChangeValue((text) => this.#choose({ text: text.trim() }));
    const isAccepted = await new Promise<boolean>((resolve) => {
      input.onDidAccept(() => resolve(true));
      input.onDidHide(() => resolve(false));
      input.show();
    });
    if (!isAccepted) this.#choose({ text: before });
    input.dispose();
  }

  clearFilter(): void {
    this.#choose({ text: '', shown: 'all' });
  }

  async chooseShown(): Promise<void> {
    const shown = await pickFrom(SHOWN, this.#choice.shown, 'Show');
    if (shown !== undefined) this.#choose({ shown });
  }

  async chooseOrder(): Promise<void> {
    const order = await pickFrom(ORDERS, this.#choice.order, 'Sort By');
    if (order !== undefined) this.#choose({ order });
  }

  // ── what the user does ─────────────────────────────────────────────────────────────────────────────────────────

  async refresh(): Promise<void> {
    await (await this.#server()).refreshDatasets();
    this.#again();
  }

  /** Of any size. */
  async check(target: unknown): Promise<void> {
    const uri = pointedAt(target) ?? activeTab();
    if (uri !== undefined) await (await this.#server()).checkFile(uri.toString());
  }

  /** The dataset in the active tab, or one that was pointed at; a filter that hides it is cleared. */
  async reveal(target: unknown): Promise<void> {
    const uri = pointedAt(target) ?? activeTab();
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    if (uri === undefined) return;
    const { datasets } = await this.#listed();
    const key = uri.toString();
    const dataset = datasets.find((one) => vscode.Uri.parse(one.uri).toString() === key);
    if (dataset === undefined) {
      void vscode.window.showInformationMessage(`${nameIn(uri.path)} is not among the datasets of this workspace.`);
      return;
    }
    if (!arrange([dataset], this.#choice).includes(dataset)) this.clearFilter();
    await this.#view.reveal(this.#nodeOf(dataset), { select: true, focus: true, expand: true });
  }

  async compare(target: unknown): Promise<void> {
    const open = activeTab();
    const isData = open !== undefined && (TEXT_DATA.test(open.path) || BINARY_DATA.test(open.path) || open.path.endsWith('.json'));
    const first = pointedAt(target) ?? (isData ? open : await this.#pick('Compare', []));
    if (first === undefined) return;
    const second = await this.#pick(`Compare ${nameIn(first.path)} with`, [first]);
    if (second !== undefined) await showComparison(first, second);
  }

  async #pick(title: string, without: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
    const other = { label: '$(folder-opened) Choose a File…', alwaysShow: true };
    const items = this.#server().then(async (server) => {
      const { datasets } = await server.datasets();
      const left = arrange(datasets, { order: 'name', shown: 'all', text: '' }).filter(({ uri }) => !without.some((one) => one.toString() === vscode.Uri.parse(uri).toString()));
      return [...left.map((dataset) => ({ label: plain(nameIn(dataset.path)), description: plain([folderIn(dataset.path), figuresOf(dataset)?.shape ?? dataset.size].filter((part) => part !== '').join(' · ')), uri: vscode.Uri.parse(dataset.uri) })), other];
    });
    const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly uri?: vscode.Uri }>(items, { title, placeHolder: 'A dataset', matchOnDescription: true });
    if (picked === undefined || picked.uri !== undefined) return picked?.uri;
    const [file] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
    return file;
  }

  // ── the list ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** The running server, which tells of changes from then on. */
  async #server(): Promise<Server> {
    const server = await this.#running.server();
    if (this.#told?.server === server) return server;
    this.#told?.news.dispose();
    this.#told = { server, news: server.onDatasetsChanged((change) => this.#learn(change)) };
    if (this.#view.visible) void server.showDatasets(true);
    return server;
  }

  #listed(): Promise<DatasetList> {
    if (this.#list === undefined) {
      const list = this.#server().then((server) => server.datasets());
      this.#list = list;
      list.then((now) => this.#list === list && this.#keep(now)).catch((error: unknown) => {
        this.#running.log.error(String(error));
        if (this.#list === list) this.#list = undefined;
      });
    }
    return this.#list;
  }

  #keep(list: DatasetList): void {
    this.#last = { kind: 'list', list };
    void vscode.commands.executeCommand('setContext', 'assay.datasetsEmpty', list.datasets.length + list.notFound.length === 0);
    this.#describe();
  }

  #again(): void {
    this.#list = undefined;
    this.#changed.fire(undefined);
  }

  async #tellShown(isShown: boolean): Promise<void> {
    // A view that was never seen starts no server to say so.
    if (!isShown && this.#told === undefined) return;
    await (await this.#server()).showDatasets(isShown);
  }

  #learn({ known, checking }: DatasetsChange): void {
    this.#checking = checking;
    if (known === undefined) this.#again();
    else this.#update(new Map(known.map((one) => [one.uri, one.known])));
    this.#describe();
    this.#showProgress();
  }

  /** Rows are drawn again one by one, unless they change places. */
  #update(known: ReadonlyMap<string, ListedDataset['known']>): void {
    if (this.#last.kind === 'none' || known.size === 0) return;
    const { list } = this.#last;
    const datasets = list.datasets.map((dataset) => {
      const now = known.get(dataset.uri);
      return now === undefined ? dataset : { ...dataset, known: now };
    });
    this.#list = Promise.resolve({ ...list, datasets });
    this.#last = { kind: 'list', list: { ...list, datasets } };
    if (restsOnFigures(this.#choice)) return this.#rearrange();
    for (const dataset of datasets) if (known.has(dataset.uri) && this.#nodes.has(dataset.uri)) this.#changed.fire(this.#nodeOf(dataset));
  }

  /** Not with every figure that comes: rows that jump are hard to read, and many of them take time to draw. */
  #rearrange(): void {
    this.#rearranging ??= setTimeout(() => {
      this.#rearranging = undefined;
      this.#changed.fire(undefined);
    }, REARRANGE_MS);
  }

  #roots(list: DatasetList): Node[] {
    const counts = this.#counts(list);
    this.#view.message = this.#messageFor(list, counts);
    return GROUPS.flatMap((id) => {
      const group = this.#group(id);
      group.count = counts[id];
      return group.count === 0 ? [] : [group];
    });
  }

  #counts(list: DatasetList): { readonly [id in GroupId]: number } {
    const datasets = arrange(list.datasets, { ...this.#choice, order: 'size' });
    const named = datasets.filter((dataset) => dataset.named.length > 0).length;
    return { named, unnamed: datasets.length - named, notFound: arrangeNotFound(list.notFound, this.#choice).length };
  }

  /** A filter stays after a reload: that rows are left out is always said. */
  #messageFor(list: DatasetList, counts: { readonly [id in GroupId]: number }): string | undefined {
    const { shown, text } = this.#choice;
    if (!isFiltered(this.#choice) || list.datasets.length + list.notFound.length === 0) return undefined;
    const what = [text === '' ? '' : `"${text}"`, shown === 'all' ? '' : SHOWN[shown].toLowerCase()].filter((part) => part !== '').join(', ');
    const isNothing = GROUPS.every((id) => counts[id] === 0);
    return isNothing ? `No dataset fits the filter: ${what}.` : `Filtered: ${what}`;
  }

  #inGroup(group: GroupNode, list: DatasetList): Node[] {
    if (group.id === 'notFound') return arrangeNotFound(list.notFound, this.#choice).map((missed): NotFoundNode => ({ kind: 'notFound', group, missed }));
    const isHere = (dataset: ListedDataset) => dataset.named.length > 0 === (group.id === 'named');
    return arrange(list.datasets.filter(isHere), this.#choice).map((dataset) => this.#nodeOf(dataset));
  }

  /** The same object as long as the dataset stays in its group. */
  #nodeOf(dataset: ListedDataset): DatasetNode {
    const group = this.#group(dataset.named.length > 0 ? 'named' : 'unnamed');
    const known = this.#nodes.get(dataset.uri);
    if (known?.group === group) {
      known.dataset = dataset;
      return known;
    }
    const node: DatasetNode = { kind: 'dataset', uri: vscode.Uri.parse(dataset.uri), group, dataset };
    this.#nodes.set(dataset.uri, node);
    return node;
  }

  #group(id: GroupId): GroupNode {
    return this.#groups.get(id) ?? { kind: 'group', id, count: 0 };
  }

  // ── what stands around the list ────────────────────────────────────────────────────────────────────────────────

  #choose(part: Partial<Choice>): void {
    this.#choice = { ...this.#choice, ...part };
    void this.#state.update(KEPT, this.#choice);
    this.#describe();
    this.#changed.fire(undefined);
  }

  /** Beside the title, where the view shares its place with others: the order, and how far the checks are. */
  #describe(): void {
    const { order } = this.#choice;
    const progress = this.#checking === undefined ? '' : `checking ${this.#checking.done + 1} of ${this.#checking.of}`;
    this.#view.description = [order === 'name' ? '' : `by ${ORDERS[order].toLowerCase()}`, progress].filter((part) => part !== '').join(' · ');
    void vscode.commands.executeCommand('setContext', 'assay.datasetsFiltered', isFiltered(this.#choice));
  }

  /** The bar below the title runs while datasets are checked. */
  #showProgress(): void {
    if (this.#checking === undefined) {
      this.#checked?.();
      this.#checked = undefined;
    } else if (this.#checked === undefined) {
      const done = new Promise<void>((resolve) => (this.#checked = resolve));
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => done);
    }
  }
}

/** Where it lies, how large it is and who names it; then its card, or why there is none. */
function tooltipOf({ path, known, size, format, named }: ListedDataset, card: string): vscode.MarkdownString {
  const where = named.length === 0 ? 'not named in code' : `named in ${plural(named.length, 'place')}`;
  const text = new vscode.MarkdownString().appendText(`${shownName(path)} · ${size} · ${format} · ${where}`).appendMarkdown('\n\n');
  if (card !== '') return text.appendMarkdown(`---\n\n${card}`);
  if (known.state === 'unreadable') return text.appendText(known.reason);
  return known.state === 'unchecked' ? text.appendText('Not checked yet.') : text;
}

/** In a list of choices $(name) would be an icon. */
function plain(text: string): string {
  return shownName(text).replaceAll('$(', '\\$(');
}

async function pickFrom<Key extends string>(table: { readonly [key in Key]: string }, now: Key, title: string): Promise<Key | undefined> {
  const items = (Object.keys(table) as Key[]).map((key) => ({ key, label: `${key === now ? '$(check)' : '$(blank)'} ${table[key]}` }));
  return (await vscode.window.showQuickPick(items, { title }))?.key;
}
