/** What counts as a full day until members have working hours of their own. */
export const WORKDAY_MINUTES = 8 * 60
