/** How the description of an alias begins that was last moved from here. */
export const OWN_MARK = 'Flightdeck change';
