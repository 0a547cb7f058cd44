// The top bar: the mark, the families as tabs, Compare, Present, Share and the menu.

import { lazy, Suspense, useState } from 'react'
import { recipeBook } from '../benches/autoencoder/recipe.ts'
import { accessOf } from '../lab/lesson.ts'
import { backendNames, type BackendChoice } from '../tensors/backendNames.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useWords } from '../ui/words.tsx'
import { commandOf } from './commands.ts'
import { sameBatches } from './differences.ts'
import { useLab, useLabState, usePair, useSides } from './LabContext.tsx'
import type { Lab } from './laboratory.ts'
import { choiceOf, themeChoices } from './labState.ts'
import { Mark } from './Mark.tsx'
import { inMilliseconds } from './notices.ts'
import styles from './TopBar.module.css'
import { useDiffering } from './useDiffering.ts'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

/** Opened now and then. */
const PresentDialog = lazy(async () => ({
  default: (await import('./present/PresentDialog.tsx')).PresentDialog,
}))
const ShareView = lazy(async () => ({ default: (await import('./ShareView.tsx')).ShareView }))

const TakeAwayView = lazy(async () => ({
  default: (await import('./takeAway/TakeAwayView.tsx')).TakeAwayView,
}))

interface TopBarProps {
  /** is the chapter open? null where it cannot be */
  readonly chapter: boolean | null
  readonly onChapter: () => void
}

/** The book begins with the default recipe, the lectures with the one that has a solution in closed form. */
const inOrderOfLectures = [
  'linear',
  ...recipeBook.families.map(({ id }) => id).filter((id) => id !== 'linear'),
]

export function TopBar({ chapter, onChapter }: TopBarProps) {
  const lab = useLab()
  const t = useWords(words)
  const phone = usePhone()
  const family = useLabState((state) => state.recipe.family)
  const families = inOrderOfLectures.map((id) => ({ id, label: t[id as 'linear'] }))
  const open = (id: string) => lab.open(recipeBook.families.find((known) => known.id === id)!.recipe)
  const [sharing, setSharing] = useState(false)
  const [presenting, setPresenting] = useState(false)
  const lesson = useLabState((state) => state.lesson)
  const may = (part: string) => accessOf(lesson, part) === 'open'
  const pair = usePair()
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Mark />
        {!phone && <h1 className={styles.name}>{t.name}</h1>}
        {phone && <h1 className="visually-hidden">{t.name}</h1>}
      </div>
      {pair.b === null && !may('families') && (
        <p className={styles.sentence}>
          {accessOf(lesson, 'families') === 'locked' && families.find(({ id }) => id === family)?.label}
        </p>
      )}
      {pair.b === null ? (
        may('families') && (
          <nav className={styles.families} aria-label={t.families}>
            {phone ? (
              <Menu
                label={families.find(({ id }) => id === family)?.label ?? ''}
                align="start"
                items={families.map(({ id, label }) => ({
                  id,
                  label,
                  checked: id === family,
                  onSelect: () => open(id),
                }))}
              />
            ) : (
              <Tabs
                label={t.families}
                kind="pill"
                tabs={families}
                selected={family}
                onSelect={open}
                controls="bench"
              />
            )}
          </nav>
        )
      ) : (
        <Comparing a={pair.a} b={pair.b} />
      )}
      <div className={styles.actions}>
        {pair.b === null && may('compare') && (
          <Button onClick={() => lab.compare([lab.store.getState().recipe])}>
            {phone ? t.compareShort : t.compare}
          </Button>
        )}
        {!phone && (
          <Button id="present" aria-haspopup="dialog" onClick={() => setPresenting(true)}>
            {t.present}
          </Button>
        )}
        {presenting && (
          <Suspense>
            <PresentDialog onClose={() => setPresenting(false)} />
          </Suspense>
        )}
        <Button aria-haspopup="dialog" onClick={() => setSharing(true)}>
          {t.share}
        </Button>
        {sharing && (
          <Suspense>
            <ShareView onClose={() => setSharing(false)} />
          </Suspense>
        )}
        <LabMenu chapter={chapter} onChapter={onChapter} onPresent={() => setPresenting(true)} />
      </div>
    </header>
  )
}

/** What is the same on both sides, and what can be done with the two. */
function Comparing({ a, b }: { a: Lab; b: Lab }) {
  const t = useWords(words)
  const phone = usePhone()
  const differences = useDiffering().size
  const isSame = useSides(([one, other]) => !other || sameBatches(one!.recipe, other.recipe))
  const actions = [
    { id: 'across', label: t.copyAcross, onSelect: a.copyAcross },
    { id: 'back', label: t.copyBack, onSelect: b.copyAcross },
    { id: 'swap', label: t.swap, onSelect: a.swap },
    { id: 'close', label: t.closeOther, onSelect: a.closeOther },
  ]
  return (
    <div className={styles.comparing}>
      {phone ? (
        <Menu label={t.compare} align="start" items={actions} />
      ) : (
        <>
          <p className={styles.sentence} aria-live="polite">
            {isSame ? `${t.comparing} ${t.differences(differences)}` : t.otherData}
          </p>
          {actions.map(({ id, label, onSelect }) => (
            <Button key={id} onClick={onSelect}>
              {label}
            </Button>
          ))}
        </>
      )}
    </div>
  )
}

/** Most visits never open the list. */
const KeptRunsView = lazy(async () => ({ default: (await import('./keep/KeptRunsView.tsx')).KeptRunsView }))

/** Commands for which a phone's transport has no room. */
const onPhone = ['oneStep', 'reset', 'film', 'branch'] as const

function LabMenu({ chapter, onChapter, onPresent }: TopBarProps & { readonly onPresent: () => void }) {
  const [kept, setKept] = useState(false)
  const lab = useLab()
  const t = useWords(words)
  const phone = usePhone()
  const theme = useLabState((state) => state.theme)
  const backend = useLabState(choiceOf)
  const measured = useMeasured()
  const [taking, setTaking] = useState(false)
  const can = {
    oneStep: useSides(commandOf('oneStep').can),
    reset: useSides(commandOf('reset').can),
    film: useSides(commandOf('film').can),
    branch: useSides(commandOf('branch').can),
  }
  const isBranch = useSides(commandOf('compareParent').can)
  const items = [
    ...(phone
      ? [
          ...onPhone.map((id) => ({
            id,
            label: t[id],
            disabled: !can[id],
            onSelect: () => commandOf(id).perform(lab),
          })),
          { id: 'present', label: t.present, onSelect: onPresent },
        ]
      : chapter === null
        ? []
        : [
            {
              id: 'chapter',
              label: chapter ? t.hideChapter : t.showChapter,
              onSelect: onChapter,
            },
          ]),
    ...(isBranch
      ? [{ id: 'parent', label: t.compareParent, onSelect: () => commandOf('compareParent').perform(lab) }]
      : []),
    { id: 'kept', label: t.keptRuns, onSelect: () => setKept(true) },
    { id: 'offline', label: t.offline, onSelect: lab.goOffline },
    { id: 'takeAway', label: t.takeAway, onSelect: () => setTaking(true) },
    ...themeChoices.map((choice) => ({
      id: `theme-${choice}`,
      label: `${t.theme}: ${t[choice]}`,
      checked: choice === theme,
      onSelect: () => lab.view({ theme: choice }),
    })),
    ...(['automatic', ...backendNames] as const).map((choice) => ({
      id: `backend-${choice}`,
      label: `${t.backend}: ${t[choice]}`,
      checked: choice === backend,
      hint: measured(choice),
      onSelect: () => lab.chooseBackend(choice),
    })),
  ]
  return (
    <>
      <Menu label={t.menu} items={items} align="end" />
      {kept && (
        <Suspense>
          <KeptRunsView onClose={() => setKept(false)} />
        </Suspense>
      )}
      {taking && (
        <Suspense>
          <TakeAwayView title={t.takeAway} onClose={() => setTaking(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What is known of a backend here, in a few words. */
function useMeasured(): (choice: BackendChoice) => string {
  const t = useWords(words)
  const figures = useLabState((state) => state.figures)
  const pinned = useLabState((state) => state.pinned)
  return (choice) => {
    const figure = choice === 'automatic' ? undefined : figures[choice]
    const known = {
      measured: figure?.kind === 'measured' && t.msAStep(inMilliseconds(figure.millisecondsPerStep)),
      wrong: t.isWrong,
      slow: t.isSlow,
      absent: t.isAbsent,
    }
    return [choice === pinned && t.asLinked, figure && known[figure.kind]].filter(Boolean).join(' · ')
  }
}
