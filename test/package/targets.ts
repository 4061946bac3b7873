// The platforms that VS Code distinguishes and DuckDB is built for.

export const TARGETS = {
  'linux-x64': '@duckdb/node-bindings-linux-x64',
  'linux-arm64': '@duckdb/node-bindings-linux-arm64',
  'alpine-x64': '@duckdb/node-bindings-linux-x64-musl',
  'alpine-arm64': '@duckdb/node-bindings-linux-arm64-musl',
  'darwin-x64': '@duckdb/node-bindings-darwin-x64',
  'darwin-arm64': '@duckdb/node-bindings-darwin-arm64',
  'win32-x64': '@duckdb/node-bindings-win32-x64',
  'win32-arm64': '@duckdb/node-bindings-win32-arm64',
} as const;

export type Target = keyof typeof TARGETS;

export const ALL_TARGETS = Object.keys(TARGETS) as Target[];

/** That of this machine; undefined where DuckDB has none. */
export function ownTarget(): Target | undefined {
  const isMusl = process.platform === 'linux' && !('glibcVersionRuntime' in ((process.report.getReport() as { header: object }).header));
  return ALL_TARGETS.find(target => target === `${isMusl ? 'alpine' : process.platform}-${process.arch}`);
}
