// The few icons, drawn as lines in the colour of the text around them.

import type { ReactNode } from 'react'

function icon(drawing: ReactNode, size = '1em') {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawing}
    </svg>
  )
}

export const ChevronIcon = () => icon(<path d="M4 6h8l-4 5z" fill="currentColor" stroke="none" />, '0.85em')
export const CheckIcon = () => icon(<path d="M3 8.5 6.5 12 13 4.5" />)
export const ExpandIcon = () => icon(<path d="M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9" />)
export const ShrinkIcon = () => icon(<path d="M9 3v4h4M9 7l4.5-4.5M7 13V9H3M7 9l-4.5 4.5" />)
export const TableIcon = () => icon(<path d="M2.5 3h11v10h-11zM2.5 6.5h11M2.5 9.75h11M6.5 6.5V13" />)
export const PictureIcon = () => icon(<path d="M2.5 2.5v11h11M5 10.5l2.5-3 2 1.5L13 4.5" />)
export const SaveIcon = () => icon(<path d="M8 2.5v7.5M4.75 7 8 10.25 11.25 7M2.5 13.5h11" />)
export const CloseIcon = () => icon(<path d="m4 4 8 8M12 4l-8 8" />)
export const PlayIcon = () => icon(<path d="M5 3v10l8-5z" fill="currentColor" />)
export const FilmIcon = () => icon(<path d="M1.5 3.5h13v9h-13zM6.5 5.75v4.5L10.5 8z" />)
export const BranchIcon = () =>
  icon(<path d="M4 2.5v11M4 10.5c0-4 7.5-2 7.5-6M9.25 6.25 11.5 3.5l2.25 2.75" />)
export const PauseIcon = () =>
  icon(<path d="M4 3h2.75v10H4zM9.25 3H12v10H9.25z" fill="currentColor" stroke="none" />)
