// The keys, all of them: those of commands from their table, and those of what can have the focus.

import { Dialog } from '../ui/Dialog.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { commands } from './commands.ts'
import styles from './KeysView.module.css'
import { useLab, useLabState } from './LabContext.tsx'
import { words } from './words.ts'

const keysWords = defineWords({
  en: {
    intro: 'These keys work wherever no control has the focus; Escape closes what lies over the page.',
    commands: 'Commands',
    elsewhere: 'With the focus',
    on: 'Give commands by single keys',
    plane: 'Code plane: another test image',
    walk: 'Code plane: walk over it, each place decoded',
    timeline: 'Timeline: another frame',
    slider: 'Slider: a step, a large step, an end',
    list: 'Tabs, menus and grids of images: the next one',
    pen: 'Drawing: move the pen, lower or lift it',
    arrows: 'Arrows',
    shiftArrows: 'Shift + arrows',
    pages: 'Page Up, Page Down',
    ends: 'Home, End',
    space: 'Space',
  },
})

const withFocus = [
  { what: 'plane', keys: ['arrows'] },
  { what: 'walk', keys: ['shiftArrows'] },
  { what: 'timeline', keys: ['arrows'] },
  { what: 'slider', keys: ['arrows', 'pages', 'ends'] },
  { what: 'list', keys: ['arrows'] },
  { what: 'pen', keys: ['arrows', 'space'] },
] as const

export function KeysView({ onClose }: { onClose: () => void }) {
  const t = useWords(keysWords)
  const names = useWords(words)
  const lab = useLab()
  const on = useLabState((state) => state.keys)
  const keys = [...new Set(commands.flatMap(({ key }) => key?.name ?? []))]
  const given = (name: string) => commands.filter(({ key }) => key?.name === name)
  return (
    <Dialog title={names.keys} onClose={onClose} wide>
      <p>{t.intro}</p>
      <Toggle label={t.on} checked={on} onChange={(keys) => lab.view({ keys })} />
      <div className={styles.tables}>
        <table className={styles.table}>
          <caption>{t.commands}</caption>
          <tbody>
            {keys.map((key) => (
              <Row
                key={key}
                what={given(key)
                  .map(({ name }) => name(names))
                  .join(' · ')}
                keys={[key]}
              />
            ))}
          </tbody>
        </table>
        <table className={styles.table}>
          <caption>{t.elsewhere}</caption>
          <tbody>
            {withFocus.map(({ what, keys }) => (
              <Row key={what} what={t[what]} keys={keys.map((key) => t[key])} />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}

function Row({ what, keys }: { what: string; keys: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </td>
    </tr>
  )
}
