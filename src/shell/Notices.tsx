// Sentences to the reader: what happened, where, and what can be done.

import { formatCount } from '../ui/format.ts'
import { Message } from '../ui/Message.tsx'
import { useWords } from '../ui/words.tsx'
import { useLab, useLabState } from './LabContext.tsx'
import styles from './Notices.module.css'
import { words } from './words.ts'

export function Notices() {
  const t = useWords(words)
  const lab = useLab()
  const notices = useLabState((state) => state.notices)
  const progress = useLabState((state) => state.progress)
  const failure = useLabState((state) => state.loading?.failure ?? null)
  const divergence = progress?.divergence ?? null
  const tryAgain = [{ label: t.tryAgain, onPress: lab.retryLoading }]
  return (
    <div className={styles.notices}>
      {divergence && (
        <Message kind="error" actions={[{ label: t.goBack, onPress: () => lab.goBack(divergence.step - 1) }]}>
          {t.diverging(divergence.term, formatCount(divergence.step), String(divergence.value))}{' '}
          {t.divergingHint}
        </Message>
      )}
      {failure && (
        <Message kind="error" actions={tryAgain}>
          {failure.message}
        </Message>
      )}
      {progress?.failure && (
        <Message kind="error" actions={tryAgain}>
          {progress.failure}
        </Message>
      )}
      {notices.map(({ key, kind, say, action }) => (
        <Message
          key={key}
          kind={kind}
          actions={action && [{ label: action.label(t), onPress: action.perform }]}
          onDismiss={() => lab.dismiss(key)}
        >
          {say(t)}
        </Message>
      ))}
    </div>
  )
}
