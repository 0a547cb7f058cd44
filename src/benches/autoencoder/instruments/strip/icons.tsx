// The strip's own icons, as lines in the colour of the text around them.

function icon(path: string) {
  return (
    <svg
      width="1em"
      height="1em"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}

export const PencilIcon = () => icon('M3 13l.7-3.2 7-7 2.5 2.5-7 7zM9.2 4.3l2.5 2.5')
export const PreviousIcon = () => icon('M10 3 5 8l5 5')
export const NextIcon = () => icon('m6 3 5 5-5 5')
export const ArrowIcon = () => icon('M2 8h12M10 4l4 4-4 4')
export const MinusIcon = () => icon('M3 8h10')
export const ScissorsIcon = () =>
  icon(
    'M5 6.2 13.5 12M5 9.8 13.5 4M5.3 4.5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0zM5.3 11.5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z',
  )
