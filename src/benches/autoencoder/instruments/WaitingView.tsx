// What stands in the place of a picture that is not there yet, or cannot be: one sentence in the middle of it.

import type { ReactNode } from 'react'
import { Message } from '../../../ui/Message.tsx'
import { defineWords, useWords } from '../../../ui/words.tsx'
import styles from './WaitingView.module.css'

const text = defineWords({
  en: { asking: 'The network is being asked.' },
})

export function Instead({ children }: { children: ReactNode }) {
  return <div className={styles.instead}>{children}</div>
}

/** Until the first answer; with the sentence where there is none. */
export function Waiting({ sentence }: { sentence: string | undefined }) {
  const words = useWords(text)
  return (
    <Instead>
      {sentence === undefined ? <p>{words.asking}</p> : <Message kind="warning">{sentence}</Message>}
    </Instead>
  )
}
