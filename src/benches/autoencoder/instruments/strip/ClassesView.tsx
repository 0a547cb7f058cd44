// Which of the ten classes the run learns from, as ten boxes behind one line.

import { Button } from '../../../../ui/Button.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'
import styles from './Data.module.css'
import { Popover } from './PopoverView.tsx'

const words = defineWords({
  en: {
    classes: 'Classes',
    all: 'all',
    some: (count: number) => `${count} of 10`,
    name: (classes: string) => `Classes: ${classes}`,
    takeAll: 'All ten',
  },
  de: {
    classes: 'Klassen',
    all: 'alle',
    some: (count: number) => `${count} von 10`,
    name: (classes: string) => `Klassen: ${classes}`,
    takeAll: 'Alle zehn',
  },
})

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

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
  const { classes, set } = edited.data
  const choose = (next: readonly number[]) => bench.edit('data.classes', next)
  const summary =
    classes.length === 10
      ? t.all
      : classes.length <= 4
        ? classes.toSorted((a, b) => a - b).join(', ')
        : t.some(classes.length)
  return (
    <div className={styles.line}>
      {t.classes}
      <Popover label={summary} name={t.name(summary)}>
        <div className={styles.classes}>
          {digits.map((digit) => (
            <Toggle
              key={digit}
              label={set === 'mnist' ? digit : `${digit} ${garments[digit]}`}
              checked={classes.includes(digit)}
              disabled={classes.length === 1 && classes[0] === digit}
              onChange={(on) =>
                choose(digits.filter((other) => (other === digit ? on : classes.includes(other))))
              }
            />
          ))}
        </div>
        <Button disabled={classes.length === 10} onClick={() => choose(digits)}>
          {t.takeAll}
        </Button>
      </Popover>
    </div>
  )
}
