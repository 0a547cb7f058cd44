// Beside the timeline: the film of what is kept, its speed, and the branch from the shown step.

import { BranchIcon, FilmIcon, PauseIcon } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { CommandButton } from './CommandButton.tsx'
import { filmSpeeds } from './film.ts'
import { useLab, useLabState } from './LabContext.tsx'
import styles from './Transport.module.css'

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
      <CommandButton kind="icon" className={styles.command} command="branch">
        <BranchIcon />
      </CommandButton>
    </>
  )
}

/** Plays what is kept, at a speed of the reader's. */
function FilmControls() {
  const t = useWords(playbackWords)
  const lab = useLab()
  const playing = useLabState((state) => state.playing)
  const speed = useLabState((state) => state.filmSpeed)
  return (
    <div className={styles.film}>
      <CommandButton kind="icon" command={playing ? 'stopFilm' : 'film'}>
        {playing ? <PauseIcon /> : <FilmIcon />}
      </CommandButton>
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
