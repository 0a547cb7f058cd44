// Which classes of the set the run learns from, as boxes behind one line.

import { Button } from '../../../../ui/Button.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { allOf } from '../../recipe.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Data.module.css'
import { Popover } from './PopoverView.tsx'

const words = defineWords({
  en: {
    classes: 'Classes',
    all: 'all',
    some: (count: number, all: number) => `${count} of ${all}`,
    name: (classes: string) => `Classes: ${classes}`,
    takeAll: 'All of them',
  },
  de: {
    classes: 'Klassen',
    all: 'alle',
    some: (count: number, all: number) => `${count} von ${all}`,
    name: (classes: string) => `Klassen: ${classes}`,
    takeAll: 'Alle',
  },
})

// The set's own names (Xiao, Rasul and Vollgraf 2017), which stay as they are in every language.
const garments = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
]

export function Classes() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const { classes, set, own } = edited.data
  const all = allOf(own?.classes.length ?? 10)
  const names = own?.classes ?? (set === 'fashion-mnist' ? garments : undefined)
  const choose = (next: readonly number[]) => bench.edit('data.classes', next)
  const summary =
    classes.length === all.length
      ? t.all
      : classes.length <= 4
        ? classes.toSorted((a, b) => a - b).join(', ')
        : t.some(classes.length, all.length)
  return (
    <div className={styles.line}>
      {t.classes}
      <Popover label={summary} name={t.name(summary)}>
        <div className={styles.classes}>
          {all.map((digit) => (
            <Toggle
              key={digit}
              label={names === undefined ? digit : `${digit} ${names[digit]}`}
              checked={classes.includes(digit)}
              disabled={classes.length === 1 && classes[0] === digit}
              onChange={(on) =>
                choose(all.filter((other) => (other === digit ? on : classes.includes(other))))
              }
            />
          ))}
        </div>
        <Button disabled={classes.length === all.length} onClick={() => choose(all)}>
          {t.takeAll}
        </Button>
      </Popover>
    </div>
  )
}
