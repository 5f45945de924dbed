/** Personal data that can be shown in part: documents (CPF, CNPJ), payment cards, phone numbers. */
export const MASKS = ['document', 'card', 'phone'] as const;
export type Mask = (typeof MASKS)[number];
