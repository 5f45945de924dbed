import { type Activity, CloudAdapter, type ConversationReference, type TurnContext } from 'botbuilder';
import { isLoopbackHost } from '../../http/peer.js';
import type { ArrivingActivity, Reference } from './activity.js';
import type { Identity } from './identity.js';

/** The part of the SDK's HTTP pipeline we touch. */
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest<T>(request: { abortSignal?: AbortSignal }, next: (request: object) => Promise<T>): Promise<T>;
  }): void;
}

/** Is the service to be written to on this machine? */
export const isLocal = (serviceUrl: string): boolean => isLoopbackHost(new URL(serviceUrl).hostname);

/** The SDK's adapter, opened where it does too much by itself. */
export class Connector extends CloudAdapter {
  /** Runs a turn for someone whose identity has been established. What `logic` throws comes out unchanged. */
  turn(identity: Identity, activity: ArrivingActivity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(identity, activity as unknown as Activity, logic);
  }

  /** Posts the activity once: no retry, no redirect, nothing after `signal`. Returns the id the channel gave it. */
  async post(
    appId: string,
    reference: Reference,
    activity: Partial<Activity>,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    let id: string | undefined;
    const to = reference as Partial<ConversationReference>;
    await this.continueConversationAsync(appId, to, async (context) => {
      const { client } = context.turnState.get<{ client: { pipeline: Pipeline } }>(this.ConnectorClientKey);
      postOnce(client.pipeline, signal, isLocal(reference.serviceUrl));
      // Not context.sendActivity: it would answer an activity id that the SDK has just made up.
      const [response] = await this.sendActivities(context, [activity]);
      id = response?.id;
    });
    return id;
  }
}

function postOnce(pipeline: Pipeline, signal: AbortSignal, local: boolean): void {
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  // A redirect would carry our token, and our loopback rule, to a place of the far side's choice.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  if (local) pipeline.removePolicy({ name: 'proxyPolicy' });
  pipeline.addPolicy({
    name: 'deadline',
    sendRequest: (request, next) => {
      request.abortSignal = signal;
      return next(request);
    },
  });
}
