// Where images of the reader's own come in: dropped or pasted anywhere on the page, or asked for by a part of it.

import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react'
import { Boundary } from '../../ui/Boundary.tsx'
import { Message } from '../../ui/Message.tsx'
import { usePair } from '../LabContext.tsx'
import { OwnDataContext, type OwnDataRequest } from './ownDataContext.ts'

/** Most visits bring nothing. */
const OwnDataDialog = lazy(async () => ({ default: (await import('./OwnDataDialog.tsx')).OwnDataDialog }))

export function OwnDataDoor({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<OwnDataRequest | null>(null)
  const { a: lab } = usePair()
  const close = useCallback(() => setRequest(null), [])
  useEffect(() => {
    const bring = (entries: readonly (FileSystemEntry | File)[]) => {
      if (entries.length === 0) return
      const files = import('./entries.ts').then(({ filesOf }) => filesOf(entries))
      setRequest({ lab, files })
    }
    const onDrag = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      // some dialogs take files themselves
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      // what was dropped is to be had only now, before anything is waited for
      bring(
        [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? item.getAsFile() ?? []),
      )
    }
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea')) return
      bring([...(event.clipboardData?.files ?? [])])
    }
    addEventListener('dragover', onDrag)
    addEventListener('drop', onDrop)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('dragover', onDrag)
      removeEventListener('drop', onDrop)
      removeEventListener('paste', onPaste)
    }
  }, [lab])
  const failed = ({ message }: Error) => (
    <Message kind="error" onDismiss={close}>
      {message}
    </Message>
  )
  return (
    <OwnDataContext value={setRequest}>
      {children}
      {request && (
        <Boundary resetKey={request} fallback={failed}>
          <Suspense>
            <OwnDataDialog request={request} onClose={close} />
          </Suspense>
        </Boundary>
      )}
    </OwnDataContext>
  )
}
