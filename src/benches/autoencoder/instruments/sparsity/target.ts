// Mean activations against a target: the KL between two coins, for every unit and as a curve (Ng, CS294A; curriculum H2, H3).

import { klBernoulli } from '../../../../numerics/entropy.ts'

/** Keeps ρ̂ from 0 and 1, as the trained term does, so that a dead unit has a place on the curve. */
const margin = 1e-6

const within = (rhoHat: number): number => Math.min(1 - margin, Math.max(margin, rhoHat))

/** KL(ρ ‖ ρ̂) of every unit, in nats. */
export function klOfUnits(rho: number, rhoHats: ArrayLike<number>): number[] {
  return Array.from(rhoHats, (rhoHat) => klBernoulli(rho, within(rhoHat)))
}

/** KL(ρ ‖ ρ̂) over ρ̂ from `from` to `to`, closer together where it is steep: at both ends and at ρ. */
export function klCurve(rho: number, from: number, to: number): { rhoHat: number[]; kl: number[] } {
  const points = 160
  const even = Array.from({ length: points + 1 }, (_, i) => {
    // denser at both ends
    const share = (1 - Math.cos((Math.PI * i) / points)) / 2
    return within(from + (to - from) * share)
  })
  const rhoHat = [...even, rho].filter((x) => x >= from - margin && x <= to + margin).sort((a, b) => a - b)
  return { rhoHat, kl: klOfUnits(rho, rhoHat) }
}

/** Share of the units with ρ̂ between half the target and twice the target. */
export function shareNear(rho: number, rhoHats: ArrayLike<number>): number {
  const near = Array.from(rhoHats).filter((rhoHat) => rhoHat >= rho / 2 && rhoHat <= 2 * rho)
  return near.length / rhoHats.length
}
