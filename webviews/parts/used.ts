// A key that the panel has used: VS Code listens at the window, and would run its own command for it as well.

export function used(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
