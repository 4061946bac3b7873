// What the server cannot see for itself: the kind of colour theme, and whether another extension colours columns.

import * as vscode from 'vscode';
import type { Look, Theme } from '../../server/src/protocol/protocol.ts';

/** Colours columns itself. */
const RAINBOW_CSV = 'mechatroner.rainbow-csv';

const THEMES: { readonly [kind in vscode.ColorThemeKind]: Theme } = {
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.HighContrast]: 'hcDark',
  [vscode.ColorThemeKind.HighContrastLight]: 'hcLight',
};

export function look(): Look {
  return { theme: THEMES[vscode.window.activeColorTheme.kind], coloursBySomebodyElse: vscode.extensions.getExtension(RAINBOW_CSV) !== undefined };
}

/** Tells of every change; an extension is enabled or disabled without a restart. */
export function onLook(tell: (now: Look) => void): vscode.Disposable {
  const again = () => tell(look());
  return vscode.Disposable.from(vscode.window.onDidChangeActiveColorTheme(again), vscode.extensions.onDidChange(again));
}
