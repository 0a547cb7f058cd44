// The hidden layers of a half as one line, "256 · 64", and behind it their editor: add, take away, set every field.

import { use, useState } from 'react'
import { equal } from '../../../../lab/json.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import { ControlContext } from '../../../../ui/control.ts'
import { formatCount } from '../../../../ui/format.ts'
import { Menu } from '../../../../ui/Menu.tsx'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import type { DenseSpec, LayerSpec } from '../../encode/layer.ts'
import { layers as declared } from '../../encode/layers.ts'
import { image, sizeOf, type Shape } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { refusalOf, type Changes } from './changes.ts'
import { ArrowIcon, MinusIcon } from './icons.tsx'
import { layerFields, layerKinds, type LayerField } from './layerFields.ts'
import { layerPlaces, layersText, shapeText, type LayerPlace } from './layerPlaces.ts'
import styles from './Layers.module.css'
import { Popover } from './PopoverView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    layer: (number: number) => `Layer ${number}`,
    count: (layers: number) => `${layers} layers`,
    kind: (number: number) => `Kind of layer ${number}`,
    field: (field: string, number: number) => `${field} of layer ${number}`,
    remove: (number: number) => `Take layer ${number} away`,
    to: 'to',
    add: 'Add a layer',
    none: 'No hidden layer: image and code meet at once.',
    name: (of: string, layers: string) => `${of}: ${layers}`,
    weights: (count: string) => `${count} weights`,
    kept: 'The run keeps the layers that it has.',
    back: 'Back to them',
    picture: 'Units form a picture',
    units: 'Units',
    filters: 'Filters',
    size: 'Window',
    stride: 'Stride',
    padding: 'Padding',
    method: 'Method',
    factor: 'Factor',
    height: 'Height',
    width: 'Width',
    channels: 'Channels',
  },
  de: {
    layer: (number: number) => `Schicht ${number}`,
    remove: (number: number) => `Schicht ${number} entfernen`,
    add: 'Eine Schicht hinzufügen',
    none: 'Keine verborgene Schicht: Bild und Code treffen sich sofort.',
    name: (of: string, layers: string) => `${of}: ${layers}`,
  },
})

export interface LayersProps {
  layers: readonly LayerSpec[]
  /** What goes into the first. */
  input: Shape
  /** Inputs beside those of the first dense layer. */
  labels: number
  /** What goes on behind the last: the layer that the recipe does not list, how many of it there are, and their name. */
  end: { spec: LayerSpec; copies: number; label: string }
  /** Everything that changes with these layers. */
  changes: (layers: readonly LayerSpec[]) => Changes
  /** The name for screen readers: whose layers. */
  name: string
  /** Letters that the line holds; longer ones are only counted. */
  room: number
}

export function Layers(props: LayersProps) {
  const { layers, name, room } = props
  const t = useWords(words)
  const { noLayers } = useWords(stripWords)
  const text = layersText(layers, noLayers)
  return (
    <Popover label={text.length > room ? t.count(layers.length) : text} name={t.name(name, text)}>
      <Editor {...props} />
    </Popover>
  )
}

/** How the schema names a layer: by its place from 0. */
const inLayers = /^(?:encode|decode)\.layers\.(\d+)/

/** Layers that the schema refused: they stay in the editor, and the recipe stays as it is. */
interface Refused {
  readonly layers: readonly LayerSpec[]
  readonly sentence: string
  /** The layers in force when they were refused; when others come, the refused ones go. */
  readonly inForce: readonly LayerSpec[]
}

function Editor({ layers, input, labels, end, changes }: LayersProps) {
  const bench = useBench()
  const t = useWords(words)
  const [kept, setRefused] = useState<Refused>()
  const refused = kept && equal(kept.inForce, layers) ? kept : undefined
  const shown = refused?.layers ?? layers
  const places = layerPlaces([...shown, end.spec], input, labels)
  const change = (next: readonly LayerSpec[]) => {
    const wanted = changes(next)
    const sentence = refusalOf(bench.edited, wanted)
    setRefused(sentence === null ? undefined : { layers: next, sentence, inForce: layers })
    if (sentence === null && !equal(next, layers)) bench.editAll(wanted)
  }
  const endsInImage = equal(places[shown.length - 1]?.output, image)
  const last = places[shown.length]
  return (
    <div className={styles.editor}>
      {shown.length === 0 && <p className={styles.none}>{t.none}</p>}
      {shown.map((spec, at) => (
        <LayerEditor
          key={at}
          number={at + 1}
          spec={spec}
          place={places[at]}
          onChange={(next) => change(shown.with(at, next))}
          onRemove={() => change(shown.toSpliced(at, 1))}
        />
      ))}
      {last && !endsInImage && (
        <p className={styles.shape}>
          {shapeText(last.input)} <To /> {end.label} · {t.weights(formatCount(end.copies * last.weights))}
        </p>
      )}
      {refused && (
        <div className={styles.refusal} role="alert">
          <p>
            {refused.sentence.replace(inLayers, (_path, at: string) => t.layer(Number(at) + 1))} {t.kept}
          </p>
          <Button onClick={() => setRefused(undefined)}>{t.back}</Button>
        </div>
      )}
      <Menu
        label={t.add}
        items={layerKinds.map((kind) => ({
          id: kind,
          label: declared[kind].label.en,
          onSelect: () => change([...shown, added(kind, shown.at(-1))]),
        }))}
      />
    </div>
  )
}

/** An arrow, which screen readers hear as a word. */
function To() {
  const { to } = useWords(words)
  return (
    <>
      <ArrowIcon />
      <span className="visually-hidden">{to}</span>
    </>
  )
}

/** A layer as its file begins it; a dense one is half as wide as the one before. */
function added(kind: LayerSpec['kind'], before: LayerSpec | undefined): LayerSpec {
  if (kind !== 'dense' || before?.kind !== 'dense') return declared[kind].initial
  return { kind, units: Math.max(8, Math.min(256, before.units >> 1)) }
}

interface LayerEditorProps {
  /** From 1. */
  number: number
  spec: LayerSpec
  /** Absent behind a layer that is refused. */
  place: LayerPlace | undefined
  onChange: (spec: LayerSpec) => void
  onRemove: () => void
}

function LayerEditor({ number, spec, place, onChange, onRemove }: LayerEditorProps) {
  const t = useWords(words)
  return (
    <fieldset className={styles.layer} aria-label={t.layer(number)}>
      <div className={styles.head}>
        <Choice
          label={<span className={styles.number}>{number}</span>}
          name={t.kind(number)}
          value={spec.kind}
          options={layerKinds.map((kind) => ({ value: kind, label: declared[kind].label.en }))}
          onChange={(kind) => onChange(declared[kind].initial)}
        />
        <Button kind="icon" aria-label={t.remove(number)} onClick={onRemove}>
          <MinusIcon />
        </Button>
      </div>
      <div className={styles.fields}>
        {spec.kind === 'dense' && spec.shape ? (
          <Picture spec={spec} number={number} onChange={onChange} />
        ) : (
          layerFields[spec.kind].map((field) => (
            <Field key={field.name} field={field} spec={spec} number={number} onChange={onChange} />
          ))
        )}
        {spec.kind === 'dense' && (
          <Toggle
            label={t.picture}
            checked={spec.shape !== undefined}
            onChange={(on) => onChange(on ? asPicture(spec) : { kind: 'dense', units: spec.units })}
          />
        )}
      </div>
      <p className={styles.shape} data-refused={place?.refusal ? '' : undefined}>
        {place ? shapeText(place.input) : '?'} <To />{' '}
        {place && place.refusal === null ? shapeText(place.output) : '?'}
        {place && place.weights > 0 && ` · ${t.weights(formatCount(place.weights))}`}
      </p>
    </fieldset>
  )
}

interface FieldProps {
  field: LayerField
  spec: LayerSpec
  number: number
  onChange: (spec: LayerSpec) => void
}

function Field({ field, spec, number, onChange }: FieldProps) {
  const t = useWords(words)
  const control = use(ControlContext)
  const label = t[field.name as 'units']
  const value = spec[field.name as keyof LayerSpec] as unknown
  const set = (next: unknown) => onChange(withField(spec, field.name, next))
  if (field.kind === 'choice') {
    return (
      <Choice
        label={label}
        name={t.field(label, number)}
        value={String(value)}
        options={field.options.map((option) => ({ value: option, label: option }))}
        onChange={set}
      />
    )
  }
  return (
    <ControlContext value={{ ...control, name: t.field(label, number) }}>
      <NumberField
        label={label}
        value={Number(value)}
        min={field.min}
        max={field.max}
        step={field.max > 1000 ? 8 : 1}
        integer
        format={formatCount}
        onCommit={set}
      />
    </ControlContext>
  )
}

/** With this field; where a mirror said which size comes out, the layer says it itself again. */
function withField(spec: LayerSpec, name: string, value: unknown): LayerSpec {
  if (spec.kind !== 'convTranspose' || name === 'filters') return { ...spec, [name]: value }
  const { to: _said, ...others } = spec
  return { ...others, [name]: value }
}

/** The picture that a dense layer's units form, for a convolution to follow: as many units as it has places. */
function Picture({
  spec,
  number,
  onChange,
}: {
  spec: DenseSpec
  number: number
  onChange: (spec: LayerSpec) => void
}) {
  const t = useWords(words)
  const control = use(ControlContext)
  const shape = spec.shape!
  const sides = ['height', 'width', 'channels'] as const
  return (
    <>
      {sides.map((side, at) => (
        <ControlContext key={side} value={{ ...control, name: t.field(t[side], number) }}>
          <NumberField
            label={t[side]}
            value={shape[at]!}
            min={1}
            max={at < 2 ? image[at]! : 1024}
            integer
            onCommit={(value) => {
              const next = shape.with(at, value) as unknown as Shape
              onChange({ kind: 'dense', units: sizeOf(next), shape: next })
            }}
          />
        </ControlContext>
      ))}
    </>
  )
}

/** The same units, or a few less, as maps of 7 × 7. */
function asPicture({ units }: DenseSpec): DenseSpec {
  const shape: Shape = [7, 7, Math.max(1, Math.floor(units / 49))]
  return { kind: 'dense', units: sizeOf(shape), shape }
}
