// A component that is drawn anew only when one of its properties is another one.

import { Component, type ComponentChildren, type ComponentType } from 'preact';

export function memo<P extends object>(draw: (props: P) => ComponentChildren): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const [a, b] = [this.props as Record<string, unknown>, next as Record<string, unknown>];
      return Object.keys(a).length !== Object.keys(b).length || Object.keys(b).some((name) => name !== 'children' && a[name] !== b[name]);
    }

    override render(): ComponentChildren {
      return draw(this.props as P);
    }
  };
}
