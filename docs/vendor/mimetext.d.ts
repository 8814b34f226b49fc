export const createMimeMessage: any;
