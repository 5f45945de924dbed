import {
  asksToWait,
  doesNotKnow,
  isBack,
  wantsToResume,
  wantsToStop,
} from '../../../dialogs/reading/control.js';

const lines = (text: string): string[] => text.split('|');

describe('the customer drops it', () => {
  test.each(
    lines(
      'deixa pra lá|esquece|esquece isso|cancela isso|para|para com isso|não quero mais|n quero mais nao, obrigada|desisto|cancela|cancelar|hmm sabe oq, cancela|deixa quieto, depois eu vejo|mudei de ideia, deixa pra la|nevermind|never mind, thanks|forget it|olvídalo|ya no quiero|CANCELA!!',
    ),
  )('%s', (text) => {
    expect(wantsToStop(text)).toBe(true);
  });

  test.each(
    lines(
      'quero cancelar|quero cancelar minha internet|quero cancelar o plano|cancela a visita|cancelar contrato|cancela o tecnico ai|esquece, continua vc msm q eu tenho pressa|deixa pra la. manda um tecnico|pode cancelar?|se n vier eu cancelo de vez|pra terça|n n, volta, quero sim|esquece, é terça|não quero mais a visita|sim|tem multa se eu cancelar depois?|como faço pra cancelar',
    ),
  )('but not with: %s', (text) => {
    expect(wantsToStop(text)).toBe(false);
  });
});

describe('the customer goes on with it', () => {
  test.each(
    lines(
      'volta|voltando|voltando na mudança, quanto vcs cobram?|continua|pode continuar|quero sim|n n, volta, quero sim|esquece, continua vc msm q eu tenho pressa|vamos continuar|go on|sigamos|continue please|voltando ao boleto',
    ),
  )('%s', (text) => {
    expect(wantsToResume(text)).toBe(true);
  });

  test.each(
    lines(
      'continua igual|continua sem sinal|voltou|voltei|a internet volta quando?|volta da internet quando|sim|quero|vou voltar pra minha terra|como volto ao menu?',
    ),
  )('but not with: %s', (text) => {
    expect(wantsToResume(text)).toBe(false);
  });
});

describe('the customer asks to wait', () => {
  test.each(
    lines(
      'espera|pera|perai|peraí|pera ai|um minuto|1 min|um momento por favor|ja volto|vou pegar|vou ver|vou la ver|calma ai|ixi pera|n, pera|so um pouquinho|hold on|one sec|espere|un momento|espera um pouquinho que tão batendo no portão|o cpf eu não sei de cabeça vou pegar|espera, meu amigo brasileiro vai escrever|deixa eu procurar aqui|let me check',
    ),
  )('%s', (text) => {
    expect(asksToWait(text)).toBe(true);
  });

  test.each(
    lines(
      'to esperando há 2 horas|segunda... n pera, terça|pera, esse é o do meu marido. a conta ta no meu, 529.982.247-25|é zero zero zero não espera é 123 456 789 09|ta bom vou esperar. desculpa o nervoso|ok vamos aguardar|enquanto espera, manda a 2 via|quanto tempo de espera?|oi|demora um minuto?|nao quero esperar',
    ),
  )('but not with: %s', (text) => {
    expect(asksToWait(text)).toBe(false);
  });
});

describe('the customer is there again', () => {
  test.each(
    lines(
      'voltei|pronto|oi voltei|cheguei|achei|achei! tava embaixo|achei o comprovante [imagem]|pronto desliguei e liguei agora acendeu tudo|peguei aqui|back|im back|found it|ya volví|lo encontré',
    ),
  )('%s', (text) => {
    expect(isBack(text)).toBe(true);
  });

  test.each(
    lines(
      'n achei essa etiqueta|achei caro|achei que era hoje|não voltei|voltou|a conta não chegou|volta|quando fica pronto',
    ),
  )('but not with: %s', (text) => {
    expect(isBack(text)).toBe(false);
  });
});

describe('the customer does not know', () => {
  test.each(
    lines(
      "não sei|n sei|nao tenho|nao tenho aqui|nao lembro|sei la|n faço ideia|don't know|i dont have it|no sé|não achei|n achei essa etiqueta|n to com ele aqui|prefiro nao dizer|o cep eu n sei|n sei onde ta o comprovante|o cpf eu não sei de cabeça vou pegar|nao sei qual é o modelo, é um branco com 2 antena|esqueci|eu nao tenho não",
    ),
  )('%s', (text) => {
    expect(doesNotKnow(text)).toBe(true);
  });

  test.each(
    lines(
      'não|não tenho internet|achei|sei sim|nao quero|eu sei|não tenho problema com isso|nao funciona|tenho',
    ),
  )('but knows with: %s', (text) => {
    expect(doesNotKnow(text)).toBe(false);
  });
});
