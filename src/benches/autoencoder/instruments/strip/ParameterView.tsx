// The control of a parameter, a switch or a choice, as the file of a corruption or of a term declares it.

import { useMemo, type ReactNode } from 'react'
import { undotted, valueAt } from '../../../../lab/json.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import type { ModelColour } from '../../../../ui/colours.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { Toggle } from '../../../../ui/Toggle.tsx'
import type { Parameter, Switch } from '../../corrupt/corruption.ts'
import type { TermChoice } from '../../objective/term.ts'
import { useBench } from '../InstrumentView.tsx'
import { Setting, useDraft } from './SettingView.tsx'

interface Placed {
  /** Dotted path of what holds it in the recipe: `corrupt`, `objective.kl`. */
  at: string
  /** The name for screen readers where the label alone does not say enough. */
  name?: string
}

export interface ParameterProps extends Placed {
  parameter: Parameter
}

interface ParameterSliderProps extends ParameterProps {
  colour?: ModelColour | 'ink'
  /** With 0 at its left end, as a weight has it. */
  zero?: boolean
  inline?: boolean
  format?: (value: number) => string
  hint?: ReactNode
}

export function ParameterSlider({
  at,
  parameter,
  name,
  colour,
  zero,
  inline,
  format,
  hint,
}: ParameterSliderProps) {
  const bench = useBench()
  const path = `${at}.${parameter.name}`
  const draft = useDraft(numberAt(bench.edited, path))
  const scale = useMemo(() => scaleOf(parameter, zero), [parameter, zero])
  const isLive = bench.changeable(path)
  return (
    <Setting path={path}>
      <Slider
        label={parameter.label.en}
        name={name}
        value={draft.shown}
        scale={scale}
        colour={zero && draft.shown === 0 ? 'ink' : colour}
        inline={inline}
        format={format}
        hint={hint}
        onChange={(value) => {
          draft.hold(value)
          if (isLive) bench.edit(path, value)
        }}
        onCommit={(value) => {
          draft.letGo()
          if (!isLive) bench.edit(path, value)
        }}
      />
    </Setting>
  )
}

/** The same as a number to type, where there is no room for a slider. */
export function ParameterField({ at, parameter, name }: ParameterProps) {
  const bench = useBench()
  const path = `${at}.${parameter.name}`
  const { label, min, max, step } = parameter
  return (
    <Setting path={path} name={name}>
      <NumberField
        label={label.en}
        value={numberAt(bench.edited, path)}
        min={min}
        max={max}
        step={step > 0 ? step : undefined}
        integer={Number.isInteger(step) && step > 0}
        onCommit={(value) => bench.edit(path, value)}
      />
    </Setting>
  )
}

export function SwitchToggle({ at, name, declared }: Placed & { declared: Switch }) {
  const bench = useBench()
  const path = `${at}.${declared.name}`
  return (
    <Setting path={path} name={name}>
      <Toggle
        label={declared.label.en}
        kind="line"
        checked={valueAt(bench.edited, undotted(path)) === true}
        onChange={(on) => bench.edit(path, on)}
      />
    </Setting>
  )
}

export function DeclaredChoice({ at, name, declared }: Placed & { declared: TermChoice }) {
  const bench = useBench()
  const path = `${at}.${declared.name}`
  return (
    <Setting path={path}>
      <Choice
        label={declared.label.en}
        name={name}
        value={String(valueAt(bench.edited, undotted(path)))}
        options={declared.options.map(({ value, label }) => ({ value, label: label.en }))}
        onChange={(value) => bench.edit(path, value)}
      />
    </Setting>
  )
}

function scaleOf({ min, max, step, values }: Parameter, zero?: boolean): SliderScale {
  if (values) return { kind: 'list', values }
  return step > 0 ? { kind: 'linear', min, max, step } : { kind: 'log', min, max, zero }
}

function numberAt(recipe: unknown, path: string): number {
  return Number(valueAt(recipe, undotted(path)))
}
