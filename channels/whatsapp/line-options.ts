import type { UserFacingSocketConfig, WAVersion } from '@whiskeysockets/baileys';
import type { WhatsAppDeps } from './whatsapp-deps.js';
import { readVersion } from './version.js';

/** What the configuration and a test's far side say of the line. */
export function lineOptions({
  settings,
  tuning = {},
  print,
}: Pick<WhatsAppDeps, 'settings' | 'tuning' | 'print'>) {
  const version: WAVersion | undefined = readVersion(settings.version);
  const options: Partial<UserFacingSocketConfig> = {
    ...(tuning.mediaAgent && { fetchAgent: tuning.mediaAgent }),
  };
  return {
    options,
    ...(settings.url !== undefined && { url: settings.url }),
    ...(settings.pairPhone !== undefined && { pairPhone: settings.pairPhone }),
    ...(version && { version }),
    ...(print && { print }),
    pace: {
      ...(tuning.keepAliveMs !== undefined && { keepAliveMs: tuning.keepAliveMs }),
      ...(tuning.queryTimeoutMs !== undefined && { queryMs: tuning.queryTimeoutMs }),
      ...(tuning.longestPauseMs !== undefined && {
        longestPauseMs: tuning.longestPauseMs,
        firstPauseMs: Math.min(tuning.longestPauseMs, 200),
      }),
      ...(tuning.alarmAfterMs !== undefined && { alarmMs: tuning.alarmAfterMs }),
    },
  };
}
