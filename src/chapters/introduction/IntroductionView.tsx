// The introduction: what the page shows, and four things to try.

import { useWords } from '../../ui/words.tsx'
import { linear } from '../../benches/autoencoder/families/linear.ts'
import { ClaimView, CompareButton } from '../ClaimView.tsx'
import styles from './IntroductionView.module.css'
import { words } from './words.ts'

/** The chapter's title, where its heading stands apart from its text. */
export function useIntroductionTitle(): string {
  return useWords(words).title
}

/** `heading` is false where the title stands above already. */
export function IntroductionView({ heading = true }: { heading?: boolean }) {
  const t = useWords(words)
  return (
    <article className={styles.chapter}>
      {heading && (
        <>
          <p className={styles.place}>{t.place}</p>
          <h2 className={styles.title}>{t.title}</h2>
        </>
      )}
      <p>
        {t.whatBefore}
        <span className={styles.encoder}>{t.encoder}</span>
        {t.whatMiddle}
        <span className={styles.code}>{t.code}</span>
        {t.whatAfter}
        <span className={styles.decoder}>{t.decoder}</span>
        {t.whatEnd}
      </p>
      <p>
        {t.whyBefore}
        <span className={styles.reconstruction}>{t.reconstruction}</span>
        {t.whyAfter}
      </p>
      <section className={styles.card}>
        <h3>{t.tryTitle}</h3>
        <ol>
          <li>{t.tryTrain}</li>
          <li>{t.tryDrag}</li>
          <li>{t.trySize}</li>
          <li>{t.tryRewind}</li>
          <li>{t.tryLinear}</li>
        </ol>
        <CompareButton recipe={linear.recipe}>{t.compareLinear}</CompareButton>
      </section>
      <ClaimView id="linear-spans-pca" />
      <p className={styles.place}>{t.deck}</p>
    </article>
  )
}
