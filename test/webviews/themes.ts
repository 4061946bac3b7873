// What VS Code's own themes of each kind set in a webview: its variables, and the classes of the body.

export const THEMES = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

const FONTS = {
  'font-family': "'DejaVu Sans', system-ui, sans-serif",
  'font-size': '13px',
  'editor-font-family': "'DejaVu Sans Mono', monospace",
  'editor-font-size': '12px',
};

const DARK = {
  foreground: '#cccccc', descriptionForeground: '#9d9d9d', focusBorder: '#0078d4', contrastBorder: undefined, contrastActiveBorder: undefined,
  'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'sideBar-background': '#181818', 'panel-border': '#2b2b2b', 'widget-border': '#313131', 'widget-shadow': '#0000005c', 'editorWidget-background': '#202020',
  'charts-blue': '#59a4f9', 'charts-purple': '#b180d7', 'charts-green': '#89d185', 'editorError-foreground': '#f14c4c', 'editorWarning-foreground': '#cca700', 'editorInfo-foreground': '#59a4f9',
  'editorLineNumber-foreground': '#6e7681', 'editorLineNumber-activeForeground': '#cccccc', 'panelTitle-activeForeground': '#cccccc', 'panelTitle-inactiveForeground': '#9d9d9d', 'panelTitle-activeBorder': '#0078d4',
  'list-hoverBackground': '#2a2d2e', 'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff', 'list-inactiveSelectionBackground': '#37373d',
  'input-background': '#313131', 'input-border': '#3c3c3c', 'input-foreground': '#cccccc', 'input-placeholderForeground': '#989898', 'inputValidation-errorBackground': '#5a1d1d', 'inputValidation-errorBorder': '#be1100',
  'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'menu-foreground': '#cccccc', 'menu-selectionBackground': '#0078d4', 'menu-selectionForeground': '#ffffff',
  'textLink-foreground': '#4daafc', 'progressBar-background': '#0078d4', 'scrollbarSlider-background': '#79797966', 'scrollbarSlider-hoverBackground': '#646464b3', 'scrollbarSlider-activeBackground': '#bfbfbf66',
};

type Variables = { readonly [name in keyof typeof DARK]?: string };

const LIGHT: Variables = {
  foreground: '#3b3b3b', descriptionForeground: '#3b3b3b', focusBorder: '#005fb8',
  'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'sideBar-background': '#f8f8f8', 'panel-border': '#e5e5e5', 'widget-border': '#e5e5e5', 'widget-shadow': '#00000029', 'editorWidget-background': '#f8f8f8',
  'charts-blue': '#0063d3', 'charts-purple': '#652d90', 'charts-green': '#388a34', 'editorError-foreground': '#e51400', 'editorWarning-foreground': '#bf8803', 'editorInfo-foreground': '#0063d3',
  'editorLineNumber-foreground': '#6e7681', 'editorLineNumber-activeForeground': '#171184', 'panelTitle-activeForeground': '#3b3b3b', 'panelTitle-inactiveForeground': '#3b3b3b', 'panelTitle-activeBorder': '#005fb8',
  'list-hoverBackground': '#f2f2f2', 'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000', 'list-inactiveSelectionBackground': '#e4e6f1',
  'input-background': '#ffffff', 'input-border': '#cecece', 'input-foreground': '#3b3b3b', 'input-placeholderForeground': '#767676', 'inputValidation-errorBackground': '#f2dede', 'inputValidation-errorBorder': '#be1100',
  'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'menu-foreground': '#3b3b3b', 'menu-selectionBackground': '#005fb8', 'menu-selectionForeground': '#ffffff',
  'textLink-foreground': '#005fb8', 'progressBar-background': '#005fb8', 'scrollbarSlider-background': '#64646466', 'scrollbarSlider-hoverBackground': '#646464b3', 'scrollbarSlider-activeBackground': '#00000099',
};

const HC_DARK: Variables = {
  foreground: '#ffffff', descriptionForeground: '#ffffffb3', focusBorder: '#f38518', contrastBorder: '#6fc3df', contrastActiveBorder: '#f38518',
  'editor-background': '#000000', 'editor-foreground': '#ffffff', 'sideBar-background': '#000000', 'panel-border': '#6fc3df', 'widget-border': '#6fc3df', 'editorWidget-background': '#0c141f',
  'charts-blue': '#59a4f9', 'charts-purple': '#b180d7', 'charts-green': '#89d185', 'editorError-foreground': '#f48771', 'editorWarning-foreground': '#ffd370', 'editorInfo-foreground': '#59a4f9',
  'editorLineNumber-foreground': '#ffffff', 'editorLineNumber-activeForeground': '#f38518', 'panelTitle-activeForeground': '#ffffff', 'panelTitle-inactiveForeground': '#ffffff', 'panelTitle-activeBorder': '#6fc3df',
  'list-hoverBackground': '#ffffff1a', 'input-background': '#000000', 'input-border': '#6fc3df', 'input-foreground': '#ffffff', 'input-placeholderForeground': '#ffffffb3', 'inputValidation-errorBackground': '#000000', 'inputValidation-errorBorder': '#6fc3df',
  'button-background': '#000000', 'button-foreground': '#ffffff', 'menu-foreground': '#ffffff',
  'textLink-foreground': '#21a6ff', 'progressBar-background': '#6fc3df', 'scrollbarSlider-background': '#6fc3df99', 'scrollbarSlider-hoverBackground': '#6fc3dfcc', 'scrollbarSlider-activeBackground': '#6fc3df',
};

const HC_LIGHT: Variables = {
  foreground: '#292929', descriptionForeground: '#292929b3', focusBorder: '#006bbd', contrastBorder: '#0f4a85', contrastActiveBorder: '#006bbd',
  'editor-background': '#ffffff', 'editor-foreground': '#292929', 'sideBar-background': '#ffffff', 'panel-border': '#0f4a85', 'widget-border': '#0f4a85', 'editorWidget-background': '#ffffff',
  'charts-blue': '#0063d3', 'charts-purple': '#652d90', 'charts-green': '#374e06', 'editorError-foreground': '#b5200d', 'editorWarning-foreground': '#895503', 'editorInfo-foreground': '#0063d3',
  'editorLineNumber-foreground': '#292929', 'editorLineNumber-activeForeground': '#006bbd', 'panelTitle-activeForeground': '#292929', 'panelTitle-inactiveForeground': '#292929', 'panelTitle-activeBorder': '#b5200d',
  'list-hoverBackground': '#0f4a851a', 'input-background': '#ffffff', 'input-border': '#0f4a85', 'input-foreground': '#292929', 'input-placeholderForeground': '#292929b3', 'inputValidation-errorBackground': '#ffffff', 'inputValidation-errorBorder': '#0f4a85',
  'button-background': '#0f4a85', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0f4a85', 'menu-foreground': '#292929',
  'textLink-foreground': '#0f4a85', 'progressBar-background': '#0f4a85', 'scrollbarSlider-background': '#0f4a8566', 'scrollbarSlider-hoverBackground': '#0f4a85cc', 'scrollbarSlider-activeBackground': '#0f4a85',
};

const BY_THEME: { readonly [theme in Theme]: { readonly variables: Variables; readonly classes: string } } = {
  dark: { variables: DARK, classes: 'vscode-dark' },
  light: { variables: LIGHT, classes: 'vscode-light' },
  'hc-dark': { variables: HC_DARK, classes: 'vscode-high-contrast' },
  'hc-light': { variables: HC_LIGHT, classes: 'vscode-high-contrast vscode-high-contrast-light' },
};

/** What VS Code's own style sheet in a webview does to elements, as far as panels have them. */
export const DEFAULT_STYLES = `html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
kbd { color: var(--vscode-editor-foreground); border: 1px solid hsla(0, 0%, 80%, 0.7); box-shadow: inset 0 -1px 0 hsla(0, 0%, 73%, 0.7); vertical-align: middle; padding: 1px 3px; }
::-webkit-scrollbar { width: 10px; height: 10px; }
::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }`;

export function classesOf(theme: Theme): string {
  return BY_THEME[theme].classes;
}

export function variablesOf(theme: Theme): readonly (readonly [name: string, value: string])[] {
  return Object.entries({ ...FONTS, ...BY_THEME[theme].variables }).flatMap(([name, value]) => (value === undefined ? [] : [[`--vscode-${name}`, value] as const]));
}
