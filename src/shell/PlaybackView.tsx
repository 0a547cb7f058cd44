// Beside the timeline: the film of what is kept, its speed, and the branch from the shown step.

import { Button } from '../ui/Button.tsx'
import { BranchIcon, FilmIcon, PauseIcon } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { filmSpeeds } from './film.ts'
import { useLab, useLabState } from './LabContext.tsx'
import styles from './Transport.module.css'
import { useCommand } from './useCommands.ts'

const playbackWords = defineWords({
  en: {
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
  const t = useWords(playbackWords)
  const lab = useLab()
  const playing = useLabState((state) => state.playing)
  const speed = useLabState((state) => state.filmSpeed)
  const command = useCommand(playing ? 'stopFilm' : 'film')
  return (
    <div className={styles.film}>
      <Button
        kind="icon"
        aria-label={command.name}
        title={command.title}
        disabled={!command.can}
        onClick={command.perform}
      >
        {playing ? <PauseIcon /> : <FilmIcon />}
      </Button>
      <div className={styles.speed}>
        <Menu
          label={t.times(String(speed))}
          name={`${t.speed}: ${t.times(String(speed))}`}
          align="end"
          items={filmSpeeds.map((choice) => ({
            id: String(choice),
            label: t.times(String(choice)),
            checked: choice === speed,
            onSelect: () => lab.view({ filmSpeed: choice }),
          }))}
        />
      </div>
    </div>
  )
}

function BranchButton() {
  const command = useCommand('branch')
  return (
    <Button
      kind="icon"
      className={styles.command}
      aria-label={command.name}
      title={command.title}
      disabled={!command.can}
      onClick={command.perform}
    >
      <BranchIcon />
    </Button>
  )
}
