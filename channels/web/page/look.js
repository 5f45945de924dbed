// Colours and shapes of the stock Web Chat client.

export const STYLE = {
  primaryFont: "'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif",
  accent: '#9a3b1f',
  backgroundColor: '#fff8f0',
  bubbleBackground: '#ffffff',
  bubbleBorderColor: '#eddccb',
  bubbleBorderRadius: 14,
  bubbleTextColor: '#3b241a',
  bubbleFromUserBackground: '#fbe0cb',
  bubbleFromUserBorderColor: '#f0c9ab',
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: '#3b241a',
  bubbleMaxWidth: 560,
  subtle: '#7a6252',
  groupTimestamp: 300_000,
  timestampColor: '#7a6252',
  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: '#ffffff',
  suggestedActionBorderColor: '#9a3b1f',
  suggestedActionTextColor: '#9a3b1f',
  suggestedActionBorderRadius: 18,
  suggestedActionBackgroundColorOnHover: '#fdeee2',
  suggestedActionBackgroundColorOnActive: '#f9dfcb',
  sendBoxBackground: '#ffffff',
  sendBoxBorderTop: '1px solid #eddccb',
  sendBoxTextColor: '#3b241a',
  sendBoxPlaceholderColor: '#7a6252',
  sendBoxButtonColor: '#9a3b1f',
  sendBoxButtonColorOnHover: '#7a2e17',
};

const INK = { default: '#3b241a', subtle: '#7a6252' };
const WORDS = {
  default: INK,
  dark: INK,
  light: { default: '#ffffff', subtle: '#fde9d7' },
  accent: { default: '#9a3b1f', subtle: '#9a3b1f' },
  good: { default: '#1f6b3a', subtle: '#1f6b3a' },
  warning: { default: '#8a5200', subtle: '#8a5200' },
  attention: { default: '#b3261e', subtle: '#b3261e' },
};
const on = (backgroundColor) => ({ backgroundColor, foregroundColors: WORDS });
const label = { size: 'default', weight: 'bolder', color: 'default', isSubtle: false };

/** Adaptive Cards in the same colours and letters as the bubbles beside them; page.css draws their buttons and fields. */
export const CARDS = {
  fontFamily: STYLE.primaryFont,
  fontSizes: { small: 13, default: 15, medium: 18, large: 20, extraLarge: 22 },
  containerStyles: {
    default: { foregroundColors: WORDS },
    emphasis: on('#fdf3e7'),
    accent: on('#fbe0cb'),
    good: on('#e3f3e7'),
    warning: on('#fdf0c9'),
    attention: on('#fde4e1'),
  },
  supportsInteractivity: true,
  imageSizes: { small: 40, medium: 80, large: 160 },
  actions: {
    actionAlignment: 'stretch',
    actionsOrientation: 'vertical',
    buttonSpacing: 8,
    maxActions: 20,
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    spacing: 'default',
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { ...label, suffix: ' *', suffixColor: 'attention' },
      optionalInputs: label,
    },
    errorMessage: { size: 'small', weight: 'bolder', color: 'attention', spacing: 'default' },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: {
      color: 'default',
      size: 'default',
      isSubtle: true,
      weight: 'default',
      wrap: true,
      maxWidth: 150,
    },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  textBlock: { headingLevel: 2 },
};
