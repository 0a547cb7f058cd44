// The controls by keyboard, as a reader without a pointer has them.

import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../../../src/ui/base.css'
import { Choice } from '../../../src/ui/Choice.tsx'
import { Menu } from '../../../src/ui/Menu.tsx'
import { NumberField } from '../../../src/ui/NumberField.tsx'
import { Panel } from '../../../src/ui/Panel.tsx'
import { Slider } from '../../../src/ui/Slider.tsx'
import { Tabs } from '../../../src/ui/Tabs.tsx'
import { Toggle } from '../../../src/ui/Toggle.tsx'

const sizes = { kind: 'list', values: [1, 2, 4, 8, 16, 32, 64] } as const

test('a slider follows the arrow keys through its list and says its value', async () => {
  const onCommit = vi.fn<(value: number) => void>()
  function Size() {
    const [size, setSize] = useState(2)
    return (
      <Slider label="Size" value={size} scale={sizes} colour="code" onChange={setSize} onCommit={onCommit} />
    )
  }
  await render(<Size />)
  const slider = page.getByRole('slider', { name: 'Size' })
  slider.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '8')
  await userEvent.keyboard('{End}')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '64')
  expect(onCommit.mock.calls.map(([value]) => value)).toEqual([4, 8, 64])
})

test('a number field takes a number in range on Enter', async () => {
  const onCommit = vi.fn<(value: number) => void>()
  await render(<NumberField label="Batch" value={128} min={1} max={1024} integer onCommit={onCommit} />)
  const field = page.getByRole('spinbutton', { name: 'Batch' })
  await userEvent.fill(field, '256')
  await userEvent.keyboard('{Enter}')
  expect(onCommit).toHaveBeenCalledExactlyOnceWith(256)
})

test('a number out of range is refused with a sentence, which Escape takes back', async () => {
  const onCommit = vi.fn<(value: number) => void>()
  await render(<NumberField label="Batch" value={128} min={1} max={1024} integer onCommit={onCommit} />)
  const field = page.getByRole('spinbutton', { name: 'Batch' })
  await userEvent.fill(field, '5000')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveAccessibleDescription('Batch goes from 1 to 1,024.')
  await expect.element(field).toBeInvalid()
  await userEvent.fill(field, '1.5')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveAccessibleDescription('Batch is a whole number.')
  await userEvent.keyboard('{Escape}')
  await expect.element(field).toHaveValue('128')
  expect(onCommit).not.toHaveBeenCalled()
})

const instruments = [
  { id: 'map', label: 'Decoded map' },
  { id: 'reconstructions', label: 'Reconstructions' },
  { id: 'samples', label: 'Samples' },
  { id: 'posterior', label: 'Posterior per dimension' },
] as const

function Instruments({ width }: { width: number }) {
  const [selected, setSelected] = useState<(typeof instruments)[number]['id']>('map')
  return (
    <div style={{ width }}>
      <Tabs label="Instruments" tabs={instruments} selected={selected} onSelect={setSelected}>
        <p>{selected}</p>
      </Tabs>
    </div>
  )
}

test('arrow keys walk through the tabs and around their ends', async () => {
  await render(<Instruments width={800} />)
  page.getByRole('tab', { name: 'Decoded map' }).element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('tab', { name: 'Reconstructions' })).toHaveFocus()
  await expect
    .element(page.getByRole('tabpanel', { name: 'Reconstructions' }))
    .toHaveTextContent('reconstructions')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(page.getByRole('tab', { name: 'Posterior per dimension' })).toHaveFocus()
})

test('tabs that do not fit are in the menu, and one chosen there comes into sight', async () => {
  await render(<Instruments width={260} />)
  await expect.element(page.getByRole('tab', { name: 'Samples' })).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Samples' }).click()
  await expect.element(page.getByRole('tab', { name: 'Samples' })).toHaveAttribute('aria-selected', 'true')
})

test('Escape closes a menu, gives the focus back, and leaves the panel around it', async () => {
  const onExpand = vi.fn<(expanded: boolean) => void>()
  const onSelect = vi.fn<() => void>()
  const menu = (
    <Menu
      label="File"
      items={[
        { id: 'csv', label: 'CSV', onSelect },
        { id: 'png', label: 'PNG', onSelect },
      ]}
    />
  )
  await render(
    <Panel title="Code plane" expanded onExpand={onExpand} actions={menu}>
      plot
    </Panel>,
  )
  const button = page.getByRole('button', { name: 'File' })
  button.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'CSV' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'PNG' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  await expect.element(button).toHaveFocus()
  expect(onExpand).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  expect(onExpand).toHaveBeenCalledExactlyOnceWith(false)
  expect(onSelect).not.toHaveBeenCalled()
})

test('Enter chooses from a menu', async () => {
  const onSelect = vi.fn<() => void>()
  await render(<Menu label="File" items={[{ id: 'csv', label: 'CSV', onSelect }]} />)
  page.getByRole('button', { name: 'File' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'CSV' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onSelect).toHaveBeenCalledOnce()
})

test('a panel shows its numbers as a table', async () => {
  const table = () => ({ columns: [{ label: 'step' }, { label: 'KL', unit: 'nats' }], rows: [[1268, 5.6]] })
  await render(
    <Panel title="Objective" table={table} fileName="objective.csv">
      the curve
    </Panel>,
  )
  await expect.element(page.getByRole('region', { name: 'Objective' })).toHaveTextContent('the curve')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await expect.element(page.getByRole('columnheader', { name: 'KL (nats)' })).toBeVisible()
  await expect.element(page.getByRole('cell', { name: '1,268' })).toBeVisible()
})

test('what a panel shows is said beside its title, or first in its body where tabs stand for that', async () => {
  const { rerender } = await render(
    <Panel title="Units" note="nats per image">
      the picture
    </Panel>,
  )
  const region = page.getByRole('region', { name: 'Units' })
  await expect.element(region).toHaveTextContent('Unitsnats per imagethe picture')
  await rerender(
    <Panel title="Units" note="nats per image" heading={<b>tabs</b>}>
      the picture
    </Panel>,
  )
  await expect.element(region).toHaveTextContent('tabsnats per imagethe picture')
})

test('a choice and a toggle say what was chosen', async () => {
  const onChoose = vi.fn<(value: string) => void>()
  const onToggle = vi.fn<(checked: boolean) => void>()
  const options = [
    { value: 'grey', label: 'grey' },
    { value: 'sampled', label: 'sampled' },
  ]
  await render(
    <>
      <Choice label="Pixels" value="grey" options={options} onChange={onChoose} />
      <Toggle label="Mirror the encoder" kind="line" checked={false} onChange={onToggle} />
    </>,
  )
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Pixels' }), 'sampled')
  await page.getByRole('switch', { name: 'Mirror the encoder' }).click()
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('sampled')
  expect(onToggle).toHaveBeenCalledExactlyOnceWith(true)
})
