// What the customer's page itself says; the conversation's words come from the server.

export const TEXTS = {
  'pt-BR': {
    title: 'Atendimento',
    subtitle: 'Escreva sua mensagem. Se for preciso, uma pessoa continua a conversa.',
    placeholder: 'Escreva sua mensagem',
    unreachable: 'Sem conexão com o atendimento. Tentando de novo…',
    missing: 'O chat não pôde ser carregado. Atualize a página em alguns instantes.',
    operator: 'Para quem cuida deste servidor: execute',
    bot: 'Quem responde: assistente virtual',
    waiting: 'Quem responde: assistente virtual; chamamos uma pessoa',
    scheduled: 'Quem responde: assistente virtual; uma pessoa escreve quando abrirmos',
    agent: (name) => `Você fala com ${name}`,
    you: 'Você',
    edited: '(editada)',
    deleted: '(mensagem apagada)',
    noWords: '(mensagem sem texto)',
    inAnswerTo: 'Em resposta a',
    reactions: 'Reações:',
    corrected: (name, text) => `${name} corrigiu a mensagem: ${text}`,
    tookBack: (name) => `${name} apagou uma mensagem.`,
    reacted: (name, emoji, text) =>
      emoji ? `${name} reagiu com ${emoji} a: ${text}` : `${name} retirou a reação a: ${text}`,
  },
  en: {
    title: 'Customer service',
    subtitle: 'Write your message. If needed, a person takes over the conversation.',
    placeholder: 'Write your message',
    unreachable: 'We cannot reach customer service. Trying again…',
    missing: 'The chat could not be loaded. Please reload the page in a moment.',
    operator: 'If you run this server: execute',
    bot: 'Answering you: virtual assistant',
    waiting: 'Answering you: virtual assistant; we are calling a person',
    scheduled: 'Answering you: virtual assistant; a person will write when we open',
    agent: (name) => `You are talking to ${name}`,
    you: 'You',
    edited: '(edited)',
    deleted: '(message deleted)',
    noWords: '(message without words)',
    inAnswerTo: 'In reply to',
    reactions: 'Reactions:',
    corrected: (name, text) => `${name} corrected the message: ${text}`,
    tookBack: (name) => `${name} deleted a message.`,
    reacted: (name, emoji, text) =>
      emoji ? `${name} reacted with ${emoji} to: ${text}` : `${name} took back the reaction to: ${text}`,
  },
  es: {
    title: 'Atención al cliente',
    subtitle: 'Escriba su mensaje. Si hace falta, una persona continúa la conversación.',
    placeholder: 'Escriba su mensaje',
    unreachable: 'Sin conexión con el servicio de atención. Intentando de nuevo…',
    missing: 'No se pudo cargar el chat. Actualice la página en unos instantes.',
    operator: 'Para quien administra este servidor: ejecute',
    bot: 'Le responde: asistente virtual',
    waiting: 'Le responde: asistente virtual; llamamos a una persona',
    scheduled: 'Le responde: asistente virtual; una persona escribe cuando abramos',
    agent: (name) => `Usted habla con ${name}`,
    you: 'Usted',
    edited: '(editado)',
    deleted: '(mensaje eliminado)',
    noWords: '(mensaje sin texto)',
    inAnswerTo: 'En respuesta a',
    reactions: 'Reacciones:',
    corrected: (name, text) => `${name} corrigió el mensaje: ${text}`,
    tookBack: (name) => `${name} eliminó un mensaje.`,
    reacted: (name, emoji, text) =>
      emoji ? `${name} reaccionó con ${emoji} a: ${text}` : `${name} retiró la reacción a: ${text}`,
  },
};

/** The first of these languages that we speak, else Portuguese. */
export function pickLanguage(wanted) {
  for (const tag of wanted) {
    if (/^pt\b/i.test(tag)) return 'pt-BR';
    if (/^en\b/i.test(tag)) return 'en';
    if (/^es\b/i.test(tag)) return 'es';
  }
  return 'pt-BR';
}

/** Web Chat's own strings; its Spanish is that of Spain. */
export const LOCALES = { 'pt-BR': 'pt-BR', en: 'en-US', es: 'es-ES' };
