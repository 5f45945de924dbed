/** The protocol of a visit, `V-` and six digits, made of an id. The same id gives the same protocol. */
export const visitProtocol = (id: string): string => {
  const digits = BigInt(`0x${id.replace(/[^0-9a-f]/gi, '') || '0'}`) % 1_000_000n;
  return `V-${String(digits).padStart(6, '0')}`;
};
