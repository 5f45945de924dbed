/**
 * Long messages as they are dictated to a phone: little punctuation, much beside the matter. By what is wanted; invented for
 * the tests, no sentence is an example of the knowledge.
 */
export const DICTATED: Readonly<Record<string, readonly string[]>> = {
  'sem-internet': [
    'oi boa tarde tudo bem então é o seguinte eu moro aqui na vila industrial faz uns cinco anos e desde ontem de noite depois da chuva a minha internet não volta de jeito nenhum já tirei da tomada e coloquei de novo e nada',
    'estou com um problema sério aqui na minha loja a máquina do cartão não passa porque o modem está com aquela luz vermelha acesa desde que abri e tenho fila de cliente',
    'oi tudo bem moça é que eu cheguei de viagem agora e liguei a televisão e nada funciona fui ver o aparelhinho da internet e ele está com uma luzinha vermelha piscando sem parar',
    'bom dia eu sou o dono do mercadinho aqui da esquina e desde que o caminhão do lixo passou e puxou o fio a gente está sem conexão nenhuma e eu não consigo passar cartão',
    'a minha internet estava funcionando direitinho até hoje de manhã aí de repente parou tudo já desliguei e liguei e não voltou e meu marido precisa trabalhar',
    'bom dia aqui na padaria a gente usa a internet pros pedidos e desde as cinco da manhã que não entra nenhum o roteador está com as luzes apagadas já troquei de tomada',
    'eu estava no meio de uma consulta online e de repente caiu tudo já faz umas três horas e nada de voltar vocês sabem o que aconteceu',
  ],
  'fatura-contestada': [
    'bom dia meu nome é cláudia sou cliente de vocês há bastante tempo e esse mês quando abri a conta levei um susto porque veio quase o dobro do que eu costumo pagar queria que alguém me explicasse isso',
    'no meu contrato está escrito noventa e nove reais e todo mês vem uma coisa a mais dessa vez veio um tal de serviço digital que eu nunca pedi',
    'então esse mês eu fui pagar e vi que o valor está diferente do que a vendedora me prometeu ela falou que ia ser oitenta e nove e está vindo cento e trinta',
    'apareceu uma cobrança de antivírus na minha conta e eu nem sei o que é isso ninguém me ofereceu nada quero que tirem isso',
    'oi eu fui ver meu extrato e vocês descontaram a mensalidade duas vezes no mesmo mês no cartão queria saber como recebo esse valor de volta',
  ],
  'segunda-via': [
    'olá eu queria ver com vocês uma coisa é que minha mãe é de idade e mora sozinha e ela não recebeu o boleto esse mês aí eu precisava que me mandassem pra eu poder pagar pra ela',
    'eu perdi o papel da conta na mudança e não quero ficar em atraso então se puder me mandar o código de barras por aqui mesmo eu já pago hoje',
    'olá meu pai tem oitenta anos e é ele que é o titular da conta e o papel não chegou na casa dele esse mês então eu queria que vocês me enviassem o boleto pra eu quitar',
    'viajei e esqueci de pagar a conta do mês passado agora não acho o boleto em lugar nenhum podem me mandar de novo com a data nova',
    'minha sogra é surda e não consegue ligar então estou escrevendo por ela a conta do mês não apareceu no email e ela quer pagar antes de vencer',
  ],
  'internet-lenta': [
    'boa noite desculpa o horário eu trabalho de casa com reunião o dia inteiro e a chamada fica congelando as pessoas não me escutam direito e a velocidade que eu contratei não chega nem perto',
    'minha filha estuda à noite pela internet e todo dia depois das oito fica tudo muito lento a aula trava e ela perde a explicação do professor',
    'boa tarde eu queria uma ajuda porque aqui em casa somos seis pessoas e quando todo mundo usa ao mesmo tempo a internet fica se arrastando e minha filha não consegue fazer a prova dela',
    'desde que trocaram o aparelho aqui a internet vive caindo ela volta sozinha depois de uns minutos mas é o dia todo isso e atrapalha meu serviço',
    'gente eu trabalho com edição de vídeo e pra subir um arquivo leva a noite inteira sendo que eu pago pelo plano mais caro de vocês',
    'a internet funciona no celular quando estou do lado do aparelho mas na cozinha e nos quartos fica caindo o tempo inteiro',
  ],
  'mudanca-endereco': [
    'oi então eu e meu marido compramos um apartamento no outro lado da cidade e a gente vai se mudar no fim do mês e eu queria saber como faz pra levar a internet pra lá',
    'eu e minha esposa vamos trocar de casa no começo do ano e queríamos continuar com vocês porque o serviço é bom então como a gente faz pra passar a internet pro endereço novo',
    'estou indo morar com minha filha em outro bairro e não quero perder meu plano que é bom e barato dá pra instalar lá na casa dela',
    'eu vendi a minha casa e no fim do mês entrego a chave pro comprador vou pra um apartamento no centro e quero continuar com a internet',
  ],
  'pagamento-nao-reconhecido': [
    'moça deixa eu te falar eu paguei a fatura na terça feira passada pelo aplicativo do banco e hoje recebi uma mensagem dizendo que está em aberto e que vão cortar se eu não pagar',
    'eu fiz o pix ontem de tarde e mandei o comprovante por aqui mesmo e mesmo assim hoje de manhã a internet amanheceu bloqueada preciso que liberem',
    'oi eu paguei dois boletos no mesmo dia um no banco e outro no aplicativo e só um deles sumiu da lista o outro continua aparecendo como se eu estivesse devendo',
    'eu já paguei faz uma semana e tenho o comprovante aqui comigo mas a internet continua cortada e eu preciso dela pra trabalhar',
    'faz três dias que pedi pra religarem a internet depois de pagar e até agora nada a atendente disse que era em vinte e quatro horas',
    'recebi uma carta falando que meu nome ia ficar sujo por causa de uma fatura só que essa fatura eu paguei em agosto e tenho o recibo',
  ],
  'visita-alterar': [
    'oi eu tinha marcado com o técnico pra quinta de manhã só que apareceu uma consulta do meu filho e eu não vou poder ficar em casa dá pra ver outro dia',
    'bom dia eu estou esperando o técnico desde as oito da manhã faltei no serviço por causa disso ele vem ainda hoje ou não',
    'oi eu marquei uma visita pra sexta feira mas minha sogra passou mal e vou ter que viajar então queria ver se tem como o rapaz vir na outra semana',
    'bom dia o técnico ficou de vir entre oito e meio dia já são onze e meia e ninguém apareceu queria saber se ele ainda vem',
    'oi eu queria tirar uma dúvida sobre a visita que está marcada pra quarta eu não sei se é de manhã ou de tarde e preciso avisar o porteiro',
  ],
  'visita-cancelar': [
    'gente vocês marcaram um técnico pra vir amanhã aqui em casa mas a internet voltou sozinha hoje de manhã então não precisa mais vir não tá',
    'vocês iam mandar uma pessoa amanhã pra ver o sinal mas meu sobrinho que entende disso já arrumou então pode cancelar essa visita por favor',
    'olha não precisa mais vir ninguém não tá eu consegui falar com meu irmão e ele trocou a tomada e já está tudo funcionando',
  ],
  cancelar: [
    'olha eu gosto muito de vocês nunca tive problema mas fiquei desempregado e preciso cortar gastos então infelizmente vou ter que cancelar a internet queria saber como faz',
    'já faz tempo que eu quero fazer isso e agora decidi mesmo eu achei outra empresa com um preço bem melhor então quero encerrar o meu contrato com vocês o mais rápido possível',
    'olha o serviço não é ruim não mas ficou pesado pra mim então eu não vou mais querer continuar com a internet queria encerrar por favor',
    'a gente vai passar um ano fora do brasil por causa do trabalho do meu marido e por isso preciso cancelar o serviço de vocês',
  ],
  'senha-wifi': [
    'boa tarde eu troquei de celular esse fim de semana e agora o aparelho novo está pedindo a senha do wifi e eu não faço ideia de qual é porque foi meu genro que instalou',
    'meu vizinho do lado falou que está usando a minha rede porque meu filho passou a senha pra ele então eu quero trocar essa senha mas não sei mexer nessas coisas',
    'oi comprei uma televisão nova daquelas inteligentes e na hora de configurar ela pede a senha da internet só que eu não lembro onde anotei',
    'acho que tem alguém usando a minha rede sem eu saber porque fica aparecendo aparelho estranho quero mudar a senha como faço',
    'minha irmã chegou do interior e quer entrar no wifi mas eu esqueci qual é a senha e não tem nada anotado em lugar nenhum',
  ],
  endereco: [
    'oi bom dia eu queria passar aí na loja pra devolver uns equipamentos que estão aqui parados mas não sei direito onde vocês ficam agora que mudaram de lugar',
    'eu queria ir pessoalmente conversar porque não gosto de resolver as coisas por celular então me fala por favor qual a rua e o número de vocês',
    'oi estou aqui perto da praça procurando a loja de vocês faz meia hora e não acho em que número fica',
  ],
  horario: [
    'bom dia eu saio do trabalho só às seis da tarde e queria saber se quando eu chegar aí vocês ainda vão estar abertos ou se fecham mais cedo',
    'gente amanhã é feriado aqui na cidade e eu ia levar o modem aí vocês vão abrir normal ou só na segunda',
    'eu chego do serviço muito tarde e no sábado eu trabalho até meio dia vocês atendem sábado à tarde ou no domingo',
    'moço eu saio do hospital só às sete da noite será que ainda consigo falar com alguém do suporte nesse horário',
  ],
  planos: [
    'oi tudo bom eu vi um carro de vocês aqui na rua e fiquei interessada queria saber quanto custa por mês a internet e quais velocidades vocês têm',
    'oi estou pesquisando preço de internet porque a minha atual aumentou muito e queria saber quais são os planos e os valores de vocês',
    'quero saber quanto eu pagaria por mês se pegasse a internet mais rápida que vocês têm e se já vem com wifi',
  ],
  'status-protocolo': [
    'semana passada eu liguei aí e abriram um chamado pra mim disseram que iam dar retorno em dois dias e até agora ninguém me falou nada queria saber como está',
    'no começo do mês abri uma solicitação com a atendente juliana ela me passou um número de protocolo e falou que em cinco dias teria resposta e já passou de dez',
    'eu abri uma reclamação sobre a conta faz uns vinte dias recebi um protocolo e depois disso nunca mais falaram comigo em que pé está isso',
  ],
  reclamacao: [
    'eu estou muito chateada porque o rapaz que veio aqui em casa ontem foi muito mal educado comigo falou alto na frente dos meus filhos e foi embora sem nem se despedir',
    'eu já expliquei essa história três vezes pra três atendentes diferentes cada um fala uma coisa e ninguém assume nada isso é uma falta de respeito',
    'eu quero deixar registrado que fiquei muito decepcionado com a forma que a moça do telefone falou comigo nunca fui tão mal tratado na minha vida',
    'é a quarta vez que eu entro em contato e toda vez tenho que contar tudo de novo vocês não têm organização nenhuma isso é um descaso com a gente',
    'o funcionário que veio aqui sujou minha sala inteira quebrou um vaso e ainda saiu rindo quero registrar minha indignação',
  ],
  'visita-agendar': [
    'então moço o fio que vem do poste até a minha casa está pendurado e batendo na janela eu preciso que mandem um técnico aqui pra arrumar antes que alguém se machuque',
    'o sinal aqui no fundo da casa é muito ruim já tentei de tudo e acho que o cabo está com defeito será que vocês podem mandar um técnico pra dar uma olhada',
    'a gente contratou semana passada e disseram que iam ligar pra combinar o dia da instalação e ninguém ligou queria deixar marcado',
    'oi eu preciso que alguém venha ver a caixinha que fica na parede porque meu cachorro roeu o fio e está tudo exposto',
  ],
  contratar: [
    'oi eu queria assinar a internet de vocês pra minha casa nova eu já vi os preços no site e quero o plano de quinhentos mega como que eu faço o cadastro',
    'oi eu já sou cliente do plano de trezentos mas agora com as crianças em casa está pouco e eu queria passar pra um plano de mais velocidade',
    'oi boa noite vi no instagram de vocês uma promoção e já decidi quero contratar o de um giga pra minha casa como faço pra fechar',
    'eu tenho o plano mais básico mas comecei a trabalhar em casa e preciso de uma internet mais forte queria aumentar a velocidade',
    'depois de muita conversa aqui em casa a gente decidiu assinar com vocês o plano de quinhentos quais documentos vocês precisam',
  ],
  cobertura: [
    'boa tarde eu moro num sítio depois do distrito de souzas e queria saber se a fibra de vocês já chega até lá porque ninguém atende aquela região',
    'moro na zona rural perto da represa e aqui só tem internet de rádio que é muito ruim queria saber se a fibra de vocês atende por aqui',
    'estou abrindo uma loja no distrito industrial e antes de alugar quero saber se lá tem a fibra de vocês',
  ],
  'taxa-instalacao': [
    'oi vocês cobram alguma coisa pela instalação porque da outra vez com outra empresa me cobraram duzentos reais só pra passar o cabo e eu não quero ter surpresa',
    'antes de fechar eu preciso saber se tem que pagar alguma taxa pra colocar a internet ou se a instalação já está incluída na mensalidade',
    'meu contrato com a outra empresa acaba dia vinte e eu queria saber quanto tempo vocês demoram pra instalar depois que eu assinar pra não ficar sem',
    'eu vi que a mensalidade é boa mas fiquei na dúvida se além disso tem algum valor pra vir colocar os cabos em casa',
  ],
  'fidelidade-multa': [
    'olha eu estou pensando em sair mas faz só oito meses que instalei e queria saber quanto ia ficar a multa se eu quebrasse o contrato antes de completar um ano',
    'eu assinei em março e agora recebi uma proposta de trabalho em outro país se eu cancelar agora tenho que pagar multa e de quanto é',
    'se eu assinar hoje e daqui a quatro meses precisar sair por algum motivo quanto que vocês me cobram de multa',
  ],
  'formas-pagamento': [
    'oi eu não gosto de boleto porque sempre esqueço de pagar queria saber se dá pra colocar no cartão de crédito ou no débito automático do banco',
    'minha mãe não sabe mexer com pix nem com aplicativo ela queria saber se pode pagar em dinheiro na lotérica ou se tem outro jeito',
    'o boleto desse mês eu já recebi mas eu queria trocar pra pagar no cartão de crédito todo mês automático tem como fazer isso',
    'o dia do meu pagamento mudou e não consigo mais ir no banco queria saber se vocês aceitam cartão ou se dá pra deixar no débito automático',
  ],
  pessoa: [
    'oi desculpa eu não sou muito boa com essas coisas eu queria falar com uma pessoa de verdade que pudesse me ajudar com calma porque eu não entendo essas mensagens',
    'não quero mais ficar respondendo essas mensagens automáticas por favor me coloca pra conversar com alguém que possa resolver',
  ],
  'quem-e-voce': [
    'me explica uma coisa eu estou conversando com uma pessoa ou isso aqui é um robô que fica respondendo tudo automático',
  ],
};
