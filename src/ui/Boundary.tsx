// Where a drawing that fails stays a failed drawing: a sentence stands in its place, and the page goes on.

import { Component, type ReactNode } from 'react'

export interface BoundaryProps {
  /** What stands in place of what failed. */
  fallback: (error: Error) => ReactNode
  /** Another value gives the drawing another chance. */
  resetKey?: unknown
  children: ReactNode
}

interface State {
  error: Error | null
  resetKey: unknown
}

export class Boundary extends Component<BoundaryProps, State> {
  override state: State = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps({ resetKey }: BoundaryProps, state: State): Partial<State> | null {
    return Object.is(resetKey, state.resetKey) ? null : { error: null, resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? this.props.children : this.props.fallback(error)
  }
}
