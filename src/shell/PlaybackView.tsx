// Beside the timeline: the film of what is kept, its speed, and the branch from the shown step.

import { Button } from '../ui/Button.tsx'
import { BranchIcon, FilmIcon, PauseIcon } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { commandOf } from './commands.ts'
import { filmSpeeds } from './film.ts'
import { useLab, useLabState, useSides } from './LabContext.tsx'
import styles from './Transport.module.css'
import { words } from './words.ts'

const playbackWords = defineWords({
  en: {
    stop: 'Stop the film',
    speed: 'Speed of the film',
    times: (speed: string) => `${speed}×`,
  },
})

export function PlaybackView() {
  return (
    <>
      <FilmControls />
      <BranchButton />
    </>
  )
}

/** Plays what is kept, at a speed of the reader's. */
function FilmControls() {
  const t = useWords(words)
  const own = useWords(playbackWords)
  const lab = useLab()
  const playing = useLabState((state) => state.playing)
  const speed = useLabState((state) => state.filmSpeed)
  const command = commandOf('film')
  const can = useSides(command.can)
  const name = playing ? own.stop : t.film
  return (
    <div className={styles.film}>
      <Button
        kind="icon"
        aria-label={name}
        title={`${name} (${command.keyName})`}
        disabled={!can}
        onClick={() => command.perform(lab)}
      >
        {playing ? <PauseIcon /> : <FilmIcon />}
      </Button>
      <div className={styles.speed}>
        <Menu
          label={own.times(String(speed))}
          name={`${own.speed}: ${own.times(String(speed))}`}
          align="end"
          items={filmSpeeds.map((choice) => ({
            id: String(choice),
            label: own.times(String(choice)),
            checked: choice === speed,
            onSelect: () => lab.view({ filmSpeed: choice }),
          }))}
        />
      </div>
    </div>
  )
}

function BranchButton() {
  const t = useWords(words)
  const lab = useLab()
  const command = commandOf('branch')
  const can = useSides(command.can)
  return (
    <Button
      kind="icon"
      className={styles.command}
      aria-label={t.branch}
      title={`${t.branch} (${command.keyName})`}
      disabled={!can}
      onClick={() => command.perform(lab)}
    >
      <BranchIcon />
    </Button>
  )
}
