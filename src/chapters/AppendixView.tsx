// The pages that are no chapters: contents, glossary, bibliography, errata, and what of the curriculum is there.

import { Fragment, use } from 'react'
import { useStore } from 'zustand'
import { viewOf } from '../benches/autoencoder/instruments/instrumentViews.tsx'
import { Tex } from '../ui/Tex.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { Written } from '../ui/Written.tsx'
import styles from './AppendixView.module.css'
import { bibliography } from './bibliography.ts'
import { ChapterContext } from './chapterContext.ts'
import { chapterOf, chapters } from './chapters.ts'
import { claimOf, claims } from './claims.ts'
import { coverage } from './coverage.ts'
import errata from './errata.json' with { type: 'json' }
import { glossary } from './glossary.ts'
import { lectures } from './lectures.ts'
import { readingLink, type Appendix } from './reading.ts'
import { symbols } from './symbols.ts'
import { verdictWords } from './verdictWords.ts'

const words = defineWords({
  en: {
    contents: 'Contents',
    glossary: 'Glossary',
    bibliography: 'Bibliography',
    errata: 'Errata of the lectures',
    coverage: 'What is covered',
    claims: (count: number) => (count === 1 ? 'one claim' : `${count} claims`),
    lead: 'A course in twelve chapters on the bench of this lab. Every claim in it is a button.',
    notYet: 'Not yet here',
    notYetLead: 'Core subjects of the lectures that nothing in this lab shows yet:',
    errataLead:
      'Five decks of slides, written by people who taught with them, have slips as all slides do. This is what a careful reader would write into the margin, so that nobody learns a slip by heart.',
    where: 'Where',
    printed: 'Printed',
    correct: 'Should read',
    item: 'Subject',
    chapter: 'Chapters',
    claim: 'Claims',
    instrument: 'Instruments',
    coverageLead:
      'Every subject of the five lectures: core subjects first, then those that deserve an experiment, then remarks.',
    lectures: 'The five lectures',
    symbols: 'Symbols',
    marked: (id: string, mark: string) => `${id}, ${mark}`,
    CORE: 'core',
    WIDE: 'experiment',
    NOTE: 'remark',
  },
})

export function AppendixView({ page }: { page: Appendix }) {
  const t = useWords(words)
  const Page = pages[page]
  return (
    <article className={styles.appendix} lang="en">
      <nav className={styles.nav} aria-label={t.contents}>
        {(Object.keys(pages) as Appendix[]).map((id) => (
          <a key={id} href={readingLink({ page: id })} aria-current={id === page ? 'page' : undefined}>
            {t[id]}
          </a>
        ))}
      </nav>
      <h1>{t[page]}</h1>
      <Page />
    </article>
  )
}

const pages: Readonly<Record<Appendix, () => React.ReactNode>> = {
  contents: Contents,
  glossary: Glossary,
  bibliography: Bibliography,
  errata: Errata,
  coverage: Coverage,
}

function Contents() {
  const t = useWords(words)
  const missing = coverage().filter(
    (item) =>
      item.mark === 'CORE' && item.chapters.length + item.claims.length + item.instruments.length === 0,
  )
  return (
    <>
      <p>{t.lead}</p>
      <ol className={styles.contents}>
        {chapters.map(({ id, title, about }) => (
          <li key={id}>
            <a href={readingLink({ page: id })}>{title.en}</a>
            <span>{about.en}</span>
            <ClaimsOf chapter={id} />
          </li>
        ))}
      </ol>
      {missing.length > 0 && (
        <>
          <h2>{t.notYet}</h2>
          <p>{t.notYetLead}</p>
          <ul>
            {missing.map(({ id, title }) => (
              <li key={id}>{`${title} (${id})`}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** How many claims a chapter has, and what has become of them in this visit. */
function ClaimsOf({ chapter }: { chapter: string }) {
  const t = useWords(words)
  const verdicts = useWords(verdictWords)
  const bench = use(ChapterContext)!
  const states = useStore(bench.claims.states)
  const ids = claims.filter((claim) => claim.chapter === chapter).map(({ id }) => id)
  if (ids.length === 0) return null
  const judged = ids.flatMap((id) => {
    const state = states[id]
    return state?.kind === 'judged' ? [verdicts[state.verdict.verdict]] : []
  })
  return <span className={styles.small}>{[t.claims(ids.length), ...judged].join(' · ')}</span>
}

function Glossary() {
  const t = useWords(words)
  const entries = Object.entries(glossary).toSorted(([, a], [, b]) => a.word.en.localeCompare(b.word.en))
  return (
    <>
      <dl>
        {entries.map(([id, { word, meaning }]) => (
          <div key={id} data-entry={id} tabIndex={-1}>
            <dt>{word.en}</dt>
            <dd>{meaning.en}</dd>
          </div>
        ))}
      </dl>
      <h2>{t.symbols}</h2>
      <table>
        <tbody>
          {symbols.map(({ tex, meaning }) => (
            <tr key={tex}>
              <th scope="row">
                <Tex tex={tex} />
              </th>
              <td>{meaning.en}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Bibliography() {
  const t = useWords(words)
  const entries = Object.entries(bibliography).toSorted(([, a], [, b]) => a.authors.localeCompare(b.authors))
  return (
    <>
      <ul className={styles.references}>
        {entries.map(([id, { authors, year, title, where, doi, arxiv }]) => (
          <li key={id} data-entry={id} tabIndex={-1}>
            {`${authors} (${year}). ${title}. ${where}. `}
            {doi !== undefined && <a href={`https://doi.org/${doi}`}>{`doi:${doi}`}</a>}
            {arxiv !== undefined && <a href={`https://arxiv.org/abs/${arxiv}`}>{`arXiv:${arxiv}`}</a>}
          </li>
        ))}
      </ul>
      <h2>{t.lectures}</h2>
      <ul className={styles.references}>
        {Object.entries(lectures).map(([tag, { author, title, year }]) => (
          <li key={tag}>{`${tag}: ${author}. ${title}${year === null ? '' : `, ${year}`}.`}</li>
        ))}
      </ul>
    </>
  )
}

function Errata() {
  const t = useWords(words)
  return (
    <>
      <p>{t.errataLead}</p>
      <div className={styles.wide}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.where}</th>
              <th scope="col">{t.printed}</th>
              <th scope="col">{t.correct}</th>
            </tr>
          </thead>
          <tbody>
            {errata.map(({ id, where, printed, correct }) => (
              <tr key={id}>
                <th scope="row">
                  {id}, <Written text={where} />
                </th>
                <td data-label={t.printed}>
                  <Written text={printed} />
                </td>
                <td data-label={t.correct}>
                  <Written text={correct} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Coverage() {
  const t = useWords(words)
  const order = ['CORE', 'WIDE', 'NOTE']
  const rows = coverage().toSorted((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
  return (
    <>
      <p>{t.coverageLead}</p>
      <div className={styles.wide}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.item}</th>
              <th scope="col">{t.chapter}</th>
              <th scope="col">{t.claim}</th>
              <th scope="col">{t.instrument}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const isThere = row.chapters.length + row.claims.length + row.instruments.length > 0
              return (
                <tr key={row.id} data-missing={!isThere || undefined}>
                  <th scope="row">
                    {row.title} <small>{t.marked(row.id, t[row.mark])}</small>
                  </th>
                  <td data-label={t.chapter}>
                    {isThere ? <Links of={row.chapters.map(linkToChapter)} /> : t.notYet}
                  </td>
                  <td data-label={t.claim}>
                    <Links of={row.claims.map(linkToClaim)} />
                  </td>
                  <td data-label={t.instrument}>{row.instruments.map(titleOfInstrument).join(', ')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface Link {
  readonly name: string
  readonly address: string
  readonly title?: string
}

function Links({ of }: { of: readonly Link[] }) {
  return of.map(({ name, address, title }, i) => (
    <Fragment key={address}>
      {i > 0 && ', '}
      <a href={address} title={title}>
        {name}
      </a>
    </Fragment>
  ))
}

function linkToChapter(id: string): Link {
  return { name: chapterOf(id).title.en, address: readingLink({ page: id }) }
}

/** To its card in its chapter, by the words of its id. */
function linkToClaim(id: string): Link {
  const { chapter, quote } = claimOf(id)!
  return {
    name: id.replaceAll('-', ' '),
    address: readingLink({ page: chapter, entry: id }),
    title: `“${quote}”`,
  }
}

function titleOfInstrument(id: string): string {
  return id === 'strip' ? 'Strip' : viewOf(id)!.title.en
}
