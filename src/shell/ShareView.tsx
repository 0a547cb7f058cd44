// Share: the link to what is shown, with the view and a step if wanted, and a teacher's task with what it locks and hides.

import { useId, useMemo, useState, type ReactNode } from 'react'
import { longestTask, type Access, type Lesson } from '../lab/lesson.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatCount } from '../ui/format.ts'
import { Toggle } from '../ui/Toggle.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { openView, shownStep } from './address.ts'
import { useLab, useLabState, useSides } from './LabContext.tsx'
import { controlsOf, parts, withAccess, accessIn } from './lessonParts.ts'
import styles from './ShareView.module.css'
import { words } from './words.ts'

const text = defineWords({
  en: {
    link: 'Link',
    copy: 'Copy the link',
    copied: 'The link is copied: it opens with the same recipe.',
    notCopied: 'The browser does not let the page copy. Select the link and copy it by hand.',
    mail: 'Mail',
    length: (count: string) => `${count} characters`,
    long: (count: string) =>
      `${count} characters: some mail programs break links of more than 2,000. Leave something out.`,
    view: 'With what is open and chosen',
    viewHint: 'The instrument, the image or code, colours by class.',
    step: (step: string) => `At step ${step}`,
    stepHint: 'The machine that opens it trains to there by itself, and rests.',
    teacher: 'Teacher’s link: a task, and what it locks or hides',
    task: 'Task',
    taskHint: 'Stands above the bench. Everybody can leave the task; nothing here is a secret.',
    access: 'What the link does with each part of the page',
    open: 'open',
    locked: 'locked',
    hidden: 'hidden',
    single: (column: string) => `Single controls: ${column}`,
    families: 'Families',
    chapter: 'Chapter',
    compare: 'Compare A | B',
    data: 'Data',
    corrupt: 'Corrupt',
    encode: 'Encode',
    code: 'Code',
    decode: 'Decode',
    objective: 'Objective',
    optimise: 'Optimise',
    seed: 'Seed',
  },
})

type Words = ReturnType<typeof useWords<(typeof text)['en']>>

/** Links that are longer may be broken by a mail program. */
const longForMail = 2000

const none: Lesson = { task: '', locked: [], hidden: [] }

export function ShareView({ onClose }: { onClose: () => void }) {
  const t = useWords(text)
  const lab = useLab()
  const state = useLabState((known) => known)
  const step = useSides(shownStep)
  const [withView, setWithView] = useState(true)
  const [withStep, setWithStep] = useState(false)
  const [lesson, setLesson] = useState<Lesson>(state.lesson ?? none)
  const address = useMemo(
    () =>
      lab.address({
        view: { ...(withView && openView(state)), ...(withStep && step > 0 && { step }) },
        lesson,
      }),
    [lab, state, withView, withStep, step, lesson],
  )
  return (
    <Dialog title={useWords(words).share} onClose={onClose}>
      <Copying address={address} isFirst />
      <Toggle label={t.view} hint={t.viewHint} checked={withView} onChange={setWithView} />
      {step > 0 && (
        <Toggle
          label={t.step(formatCount(step))}
          hint={t.stepHint}
          checked={withStep}
          onChange={setWithStep}
        />
      )}
      <details className={styles.teacher} open={lesson !== none || undefined}>
        <summary>{t.teacher}</summary>
        <Teacher lesson={lesson} onChange={setLesson} />
      </details>
    </Dialog>
  )
}

/** The link, and what can be done with it; the first thing of a dialog, or one of many. */
export function Copying({ address, isFirst = false }: { address: string; isFirst?: boolean }) {
  const t = useWords(text)
  const id = useId()
  const [said, setSaid] = useState<{ address: string; kind: 'copied' | 'notCopied' }>()
  const copy = () => {
    const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setSaid({ address, kind: 'copied' }),
      () => setSaid({ address, kind: 'notCopied' }),
    )
  }
  const count = formatCount(address.length)
  return (
    <div className={styles.copying}>
      <label htmlFor={id}>{t.link}</label>
      <input
        id={id}
        className={styles.link}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.row}>
        {/* what most readers come for */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Button kind={isFirst ? 'primary' : 'plain'} autoFocus={isFirst} onClick={copy}>
          {t.copy}
        </Button>
        <a className={styles.mail} href={`mailto:?body=${encodeURIComponent(address)}`}>
          {t.mail}
        </a>
        <span className={styles.muted}>{address.length > longForMail ? t.long(count) : t.length(count)}</span>
      </div>
      <p className={styles.said} aria-live="polite">
        {said?.address === address ? t[said.kind] : ''}
      </p>
    </div>
  )
}

interface TeacherProps {
  readonly lesson: Lesson
  readonly onChange: (lesson: Lesson) => void
}

function Teacher({ lesson, onChange }: TeacherProps) {
  const t = useWords(text)
  const id = useId()
  const recipe = useLabState((state) => state.recipe)
  return (
    <div className={styles.lesson}>
      <label htmlFor={id}>{t.task}</label>
      <textarea
        id={id}
        className={styles.task}
        rows={3}
        maxLength={longestTask}
        value={lesson.task}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ ...lesson, task: event.currentTarget.value })}
      />
      <p id={`${id}-hint`} className={styles.muted}>
        {t.taskHint}
      </p>
      <fieldset className={styles.parts}>
        <legend>{t.access}</legend>
        {parts.map((part) => (
          <Part key={part} path={part} label={t[part]} lesson={lesson} onChange={onChange}>
            {controlsOf(recipe, part).length > 1 && (
              <details>
                <summary>{t.single(t[part])}</summary>
                {controlsOf(recipe, part).map((path) => (
                  <Part
                    key={path}
                    path={path}
                    label={path.slice(part.length + 1)}
                    lesson={lesson}
                    onChange={onChange}
                  />
                ))}
              </details>
            )}
          </Part>
        ))}
      </fieldset>
    </div>
  )
}

interface PartProps extends TeacherProps {
  readonly path: string
  readonly label: string
  readonly children?: ReactNode
}

const accesses: readonly Access[] = ['open', 'locked', 'hidden']

function Part({ path, label, lesson, onChange, children }: PartProps) {
  const t: Words = useWords(text)
  return (
    <div className={styles.part}>
      <Choice
        label={label}
        value={accessIn(lesson, path)}
        options={accesses.map((value) => ({ value, label: t[value] }))}
        onChange={(access) => onChange(withAccess(lesson, path, access))}
      />
      {children}
    </div>
  )
}
