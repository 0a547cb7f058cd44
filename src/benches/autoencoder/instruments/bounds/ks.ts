// How many importance samples the bounds take: the smallest is the ELBO, the largest what the lab has time for.

export const ks = [1, 5, 50] as const
