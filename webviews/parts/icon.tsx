// An icon of VS Code's own, and buttons that are one.

import type { JSX } from 'preact';

export function Icon({ name, className = '' }: { readonly name: string; readonly className?: string }): JSX.Element {
  return <span class={`codicon codicon-${name} ${className}`} aria-hidden="true" />;
}

export interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  /** false: not a tab stop, as within a grid. */
  readonly isStop?: boolean;
  readonly className?: string;
}

export function IconButton({ icon, label, onClick, isPressed, isDisabled, isStop = true, className = '' }: IconButtonProps): JSX.Element {
  return (
    <button type="button" class={`icon-button ${className}`} title={label} aria-label={label} aria-pressed={isPressed} disabled={isDisabled} tabIndex={isStop ? undefined : -1} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
