/** The normal quantile of 0.975: so many standard errors to each side make a 95 % interval. */
export const Z_95 = 1.959963984540054;
