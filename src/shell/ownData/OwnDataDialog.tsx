// The place where the reader brings images of their own: asked for, read, looked at, and taken.

import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatNumber } from '../../ui/format.ts'
import { useWords } from '../../ui/words.tsx'
import { AskView } from './AskView.tsx'
import { CropView } from './CropView.tsx'
import styles from './OwnData.module.css'
import type { OwnDataRequest } from './ownDataContext.ts'
import { SetView } from './SetView.tsx'
import { useOwnData, type OwnData } from './useOwnData.ts'
import { words } from './words.ts'

export function OwnDataDialog({ request, onClose }: { request: OwnDataRequest; onClose: () => void }) {
  const t = useWords(words)
  const own = useOwnData(request, onClose)
  return (
    <Dialog title={t.title} onClose={onClose}>
      <StageView own={own} isDigits={request.lab.store.getState().recipe.data.set === 'mnist'} />
    </Dialog>
  )
}

function StageView({ own, isDigits }: { own: OwnData; isDigits: boolean }) {
  const { stage } = own
  if (stage.kind === 'busy') return <BusyView stage={stage} onCancel={own.cancel} />
  if (stage.kind === 'set') return <SetView own={own} read={stage.read} />
  if (stage.kind === 'ask') return <AskView own={own} sentence={stage.sentence} />
  const { name, image } = stage
  return <CropView key={name} image={image} isDigits={isDigits} onUse={own.choose} onBack={own.cancel} />
}

function BusyView({
  stage,
  onCancel,
}: {
  stage: Extract<OwnData['stage'], { kind: 'busy' }>
  onCancel: () => void
}) {
  const t = useWords(words)
  const id = useId()
  return (
    <div className={styles.stage}>
      <output id={id}>
        {t[stage.what]}
        {stage.done !== null && ` · ${formatNumber(100 * stage.done, 0)} %`}
      </output>
      <progress className={styles.progress} aria-labelledby={id} value={stage.done ?? undefined} />
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t.cancel}</Button>
      </div>
    </div>
  )
}
