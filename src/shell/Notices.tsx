// Sentences to the reader: what happened, where, and what can be done.

import { use } from 'react'
import { formatCount } from '../ui/format.ts'
import { Message, type MessageProps } from '../ui/Message.tsx'
import { SideBadge } from '../ui/SideBadge.tsx'
import { LanguageContext, useWords } from '../ui/words.tsx'
import { useLab, useLabState, useSide } from './LabContext.tsx'
import { OwnDataContext } from './ownData/ownDataContext.ts'
import styles from './Notices.module.css'
import { words } from './words.ts'

/** @param quiet without those that are no more than a note */
export function Notices({ quiet = false }: { quiet?: boolean }) {
  const t = useWords(words)
  const language = use(LanguageContext)
  const lab = useLab()
  const notices = useLabState((state) => state.notices)
  const progress = useLabState((state) => state.progress)
  const failure = useLabState((state) => state.loading?.failure ?? null)
  const divergence = progress?.divergence ?? null
  const isOwn = useLabState((state) => state.recipe.data.own !== undefined)
  const openOwnData = use(OwnDataContext)
  const tryAgain = [
    ...(isOwn && openOwnData ? [{ label: t.chooseOwnFile, onPress: () => openOwnData({ lab }) }] : []),
    { label: t.tryAgain, onPress: lab.retryLoading },
  ]
  // what both threads say is said once
  const others = notices.filter(({ say }) => say(t, language) !== progress?.failure)
  return (
    <div className={styles.notices}>
      {divergence && (
        <Notice kind="error" actions={[{ label: t.goBack, onPress: () => lab.goBack(divergence.step - 1) }]}>
          {t.diverging(divergence.term, formatCount(divergence.step), String(divergence.value))}{' '}
          {t.divergingHint}
        </Notice>
      )}
      {failure && (
        <Notice kind="error" actions={tryAgain}>
          {failure.message}
        </Notice>
      )}
      {progress?.failure && (
        <Notice kind="error" actions={tryAgain}>
          {progress.failure}
        </Notice>
      )}
      {others
        .filter(({ kind }) => !quiet || kind !== 'note')
        .map(({ key, kind, say, action }) => (
          <Notice
            key={key}
            kind={kind}
            actions={action && [{ label: action.label(t, language), onPress: action.perform }]}
            onDismiss={() => lab.dismiss(key)}
          >
            {say(t, language)}
          </Notice>
        ))}
    </div>
  )
}

/** In a comparison it says of which side it is. */
function Notice({ children, ...rest }: MessageProps) {
  const side = useSide()
  return (
    <Message {...rest}>
      {side && (
        <>
          <SideBadge side={side} />{' '}
        </>
      )}
      {children}
    </Message>
  )
}
