export const ICAL: any;
