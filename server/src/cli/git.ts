// What git knows of the files under a folder: which are not as they were at a commit, and what they were.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { CannotRun } from './errors.ts';
import { shown, slashes } from './paths.ts';

/** Branches that others usually start from, the likeliest first. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];
const NO_COMMANDS = ['-c', 'core.fsmonitor=false']; // a repository's own settings start nothing

/** Where a comparison starts. */
export interface Base {
  readonly commit: string;
  /** As a reader knows it: 'origin/main (a1b2c3d)'. */
  readonly name: string;
}

export class Repository {
  /** Absolute, spelled as the folder that was asked for: git itself would follow links. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** The repository that a folder lies in. Throws CannotRun where there is none, or no git. */
  static async around(folder: string): Promise<Repository> {
    const { code, stdout, stderr } = await run(folder, ['rev-parse', '--show-cdup']);
    if (code === 0) return new Repository(slashes(resolve(folder, stdout.replace(/\r?\n$/, ''))));
    if (/dubious ownership/.test(stderr)) throw new CannotRun(`git does not trust the repository around "${shown(folder)}", which belongs to another user: git config --global --add safe.directory FOLDER tells it to.`);
    throw new CannotRun(`"${shown(folder)}" is in no git repository; --changed needs one to tell what changed.`);
  }

  /**
   * Where this line of work left the given commit, or by default the main branch: what others did there since is no
   * change of ours. On the main branch itself, and where none is known, the last commit.
   */
  async base(ref: string | undefined): Promise<Base> {
    if (ref !== undefined) {
      const commit = await this.#commit(ref);
      if (commit === undefined) throw new CannotRun(`git knows no commit "${ref}"${(await this.#isShallow()) ? ' in this shallow clone; fetch more of its history' : ''}.`);
      return named(ref, (await this.#fork(commit)) ?? commit);
    }
    for (const branch of DEFAULT_BRANCHES) {
      const commit = await this.#commit(branch);
      const fork = commit === undefined ? undefined : await this.#fork(commit);
      if (fork !== undefined) return named(branch, fork);
    }
    const head = await this.#commit('HEAD');
    if (head !== undefined) return named('the last commit', head);
    const empty = await this.#ask(['hash-object', '-t', 'tree', '--stdin']); // from which everything differs
    return { commit: empty.trim(), name: 'an empty repository' };
  }

  /** Absolute paths of files that differ from the base, are not there any more, or are not yet known to git. What git ignores counts as unchanged. */
  async changed({ commit }: Base): Promise<readonly string[]> {
    const outputs = [
      await this.#ask(['diff', '--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules', '-z', commit, '--']),
      await this.#ask(['ls-files', '--others', '--exclude-standard', '-z']),
    ];
    return outputs.flatMap((output) => output.split('\0')).filter((path) => path !== '').map((path) => `${this.folder === '/' ? '' : this.folder}/${path}`);
  }

  /** A file as it was; undefined where it was not there. */
  async textAt({ commit }: Base, path: string): Promise<string | undefined> {
    const inside = path.slice(this.folder === '/' ? 1 : this.folder.length + 1);
    const { code, stdout } = await run(this.folder, ['cat-file', 'blob', `${commit}:${inside}`]);
    return code === 0 ? stdout : undefined;
  }

  async #commit(ref: string): Promise<string | undefined> {
    const { code, stdout } = await run(this.folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return code === 0 ? stdout.trim() : undefined;
  }

  /** undefined where the two have no common past, or a shallow clone does not reach it. */
  async #fork(commit: string): Promise<string | undefined> {
    const { code, stdout } = await run(this.folder, ['merge-base', commit, 'HEAD']);
    return code === 0 ? stdout.trim().split('\n')[0] : undefined;
  }

  async #isShallow(): Promise<boolean> {
    return (await run(this.folder, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true';
  }

  async #ask(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(this.folder, args);
    if (code === 0) return stdout;
    throw new CannotRun(`git could not tell what changed: ${stderr.trim().split('\n')[0] ?? `it ended with ${code}`}.`.replace(/\.\.$/, '.'));
  }
}

function named(name: string, commit: string): Base {
  return { commit, name: `${name} (${commit.slice(0, 7)})` };
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No shell: names of branches and files are never read as commands. */
function run(folder: string, args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  return new Promise((done, failed) => {
    const child = spawn('git', [...NO_COMMANDS, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.once('error', ({ code, message }: NodeJS.ErrnoException) => failed(new CannotRun(code === 'ENOENT' ? '--changed needs git, which is not installed here.' : `git could not be started: ${message}.`)));
    child.once('close', (code) => done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
}
