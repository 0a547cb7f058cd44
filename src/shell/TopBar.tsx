// The top bar: the mark, the families as tabs, Compare, Present, Share and the menu.

import { recipeBook } from '../benches/autoencoder/recipe.ts'
import { accessOf } from '../lab/lesson.ts'
import { backendNames, type BackendChoice } from '../tensors/backendNames.ts'
import { Menu } from '../ui/Menu.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useWords } from '../ui/words.tsx'
import { CommandButton } from './CommandButton.tsx'
import { sameBatches } from './differences.ts'
import { useLab, useLabState, usePair, useSides } from './LabContext.tsx'
import { themeChoices } from './labState.ts'
import { Mark } from './Mark.tsx'
import { inMilliseconds } from './notices.ts'
import styles from './TopBar.module.css'
import { entryOf, useCommands } from './useCommands.ts'
import { useDiffering } from './useDiffering.ts'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

/** The book begins with the default recipe, the lectures with the one that has a solution in closed form. */
const inOrderOfLectures = [
  'linear',
  ...recipeBook.families.map(({ id }) => id).filter((id) => id !== 'linear'),
]

export function TopBar() {
  const lab = useLab()
  const t = useWords(words)
  const phone = usePhone()
  const family = useLabState((state) => state.recipe.family)
  const families = inOrderOfLectures.map((id) => ({ id, label: t[id as 'linear'] }))
  const open = (id: string) => lab.open(recipeBook.families.find((known) => known.id === id)!.recipe)
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
        <Comparing />
      )}
      <div className={styles.actions}>
        {pair.b === null && may('compare') && (
          <CommandButton command="compare">{phone ? t.compareShort : undefined}</CommandButton>
        )}
        {!phone && <CommandButton command="present" id="present" aria-haspopup="dialog" />}
        <CommandButton command="share" aria-haspopup="dialog" />
        <LabMenu />
      </div>
    </header>
  )
}

const ofComparison = ['copyAcross', 'copyBack', 'swap', 'closeOther'] as const

/** What is the same on both sides, and what can be done with the two. */
function Comparing() {
  const t = useWords(words)
  const phone = usePhone()
  const differences = useDiffering().size
  const isSame = useSides(([one, other]) => !other || sameBatches(one!.recipe, other.recipe))
  const actions = useCommands(ofComparison)
  return (
    <div className={styles.comparing}>
      {phone ? (
        <Menu label={t.compare} align="start" items={actions.map(entryOf)} />
      ) : (
        <>
          <p className={styles.sentence} aria-live="polite">
            {isSame ? `${t.comparing} ${t.differences(differences)}` : t.otherData}
          </p>
          {ofComparison.map((id) => (
            <CommandButton key={id} command={id} />
          ))}
        </>
      )}
    </div>
  )
}

/** Commands for which a phone's bars have no room. */
const onPhone = ['oneStep', 'reset', 'film', 'stopFilm', 'branch', 'present'] as const
/** Those that stand in the menu only while they can be given. */
const now = ['showChapter', 'hideChapter', 'compareParent'] as const
const always = ['keptRuns', 'takeAway', 'offline', 'keys'] as const
const themes = themeChoices.map((choice) => `theme-${choice}` as const)
const backends = ['automatic', ...backendNames] as const

function LabMenu() {
  const t = useWords(words)
  const phone = usePhone()
  const measured = useMeasured()
  const playing = useLabState((state) => state.playing)
  const transport = useCommands(onPhone).filter(({ id }) => id !== (playing ? 'film' : 'stopFilm'))
  const nowPossible = useCommands(now).filter(({ can }) => can)
  const rest = useCommands([...always, ...themes])
  const computing = useCommands(backends.map((choice) => `backend-${choice}` as const))
  const items = [
    ...(phone ? transport.map(entryOf) : []),
    ...nowPossible.map(entryOf),
    ...rest.map(entryOf),
    ...computing.map((offered, i) => ({ ...entryOf(offered), hint: measured(backends[i]!) })),
  ]
  return <Menu label={t.menu} items={items} align="end" />
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
