// The dialogs of the page, each of which a command opens; their code comes with the first use.

import { lazy, Suspense } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { Message } from '../ui/Message.tsx'
import { useLab, useLabState } from './LabContext.tsx'
import type { LabState } from './labState.ts'

const dialogs = {
  present: lazy(async () => ({ default: (await import('./present/PresentDialog.tsx')).PresentDialog })),
  share: lazy(async () => ({ default: (await import('./ShareView.tsx')).ShareView })),
  keptRuns: lazy(async () => ({ default: (await import('./keep/KeptRunsView.tsx')).KeptRunsView })),
  takeAway: lazy(async () => ({ default: (await import('./takeAway/TakeAwayView.tsx')).TakeAwayView })),
  keys: lazy(async () => ({ default: (await import('./KeysView.tsx')).KeysView })),
} satisfies Record<NonNullable<LabState['dialog']>, unknown>

export function Dialogs() {
  const lab = useLab()
  const open = useLabState((state) => state.dialog)
  if (open === null) return null
  const View = dialogs[open]
  const close = () => {
    // by now another one may be open, as a closed one tells of it a moment later
    if (lab.store.getState().dialog === open) lab.view({ dialog: null })
  }
  const failed = ({ message }: Error) => (
    <Message kind="error" onDismiss={close}>
      {message}
    </Message>
  )
  return (
    <Boundary resetKey={open} fallback={failed}>
      <Suspense>
        <View onClose={close} />
      </Suspense>
    </Boundary>
  )
}
