// The mark: wide, narrow, wide, as data flow through an autoencoder.

export function Mark() {
  return (
    <svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
      <path d="M0 0 9 6.5v5L0 18z" fill="var(--encoder)" />
      <path d="M20 0 11 6.5v5l9 6.5z" fill="var(--decoder)" />
      <path d="M9 6.5h2v5H9z" fill="var(--code)" />
    </svg>
  )
}
