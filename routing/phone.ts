/** Who holds a chat that is led on the company's own phone: a person, but none of the team by name. */
export const isPhone = (agentId: string): boolean => agentId.startsWith('phone:');

const HAND_BACK = /^[/\\] ?(?:bot|devolver)[ .!]*$/;

/** Whether words typed on the phone mean that the bot shall go on, rather than being for the customer. */
export const handsBackToBot = (text: string): boolean =>
  HAND_BACK.test(text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' '));
