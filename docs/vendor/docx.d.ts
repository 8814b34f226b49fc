export const Document: any;
export const HeadingLevel: any;
export const Packer: any;
export const Paragraph: any;
export const TextRun: any;
