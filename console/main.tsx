import { render } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Me } from '../channels/console/api.js';
import { ChangePassword } from './change-password.js';
import { Console } from './console.js';
import { drafts } from './drafts.js';
import { Failed, Loading, Sheet } from './form.js';
import { request, type Failure } from './server.js';
import { SignIn } from './sign-in.js';
import { wordsIn, WordsContext } from './words.js';

type Who =
  | { readonly state: 'asking' }
  | { readonly state: 'unknown'; readonly failure: Failure }
  | { readonly state: 'signed-out'; readonly isSessionOver: boolean }
  | { readonly state: 'signed-in'; readonly me: Me };

function Page() {
  const { who, ask, signedOut, signOut } = useWho();
  const [isChanging, setIsChanging] = useState(false);
  const [hasChanged, setHasChanged] = useState(false);
  const language = who.state === 'signed-in' ? who.me.language : navigator.language;
  const words = useMemo(() => wordsIn(language), [language]);
  useEffect(() => {
    document.documentElement.lang = words.language;
    if (who.state !== 'signed-in') document.title = 'Bastão';
  }, [words, who.state]);

  const screen = () => {
    switch (who.state) {
      case 'asking':
        return <Loading />;
      case 'unknown':
        return (
          <Sheet title={words.say('signInTitle')}>
            <Failed text={words.explain(who.failure)} retry={ask} />
          </Sheet>
        );
      case 'signed-out':
        return <SignIn isSessionOver={who.isSessionOver} onSignedIn={ask} />;
      case 'signed-in':
        return who.me.mustChangePassword || isChanging ? (
          <ChangePassword
            isForced={who.me.mustChangePassword}
            onCancel={() => (who.me.mustChangePassword ? signOut() : setIsChanging(false))}
            onDone={() => {
              setIsChanging(false);
              setHasChanged(!who.me.mustChangePassword);
              ask();
            }}
          />
        ) : (
          <Console
            me={who.me}
            notice={hasChanged ? words.say('passwordChanged') : undefined}
            onMeChanged={ask}
            onSignedOut={signedOut}
            onSignOut={signOut}
            onChangePassword={() => setIsChanging(true)}
          />
        );
    }
  };
  return <WordsContext.Provider value={words}>{screen()}</WordsContext.Provider>;
}

/** Who the server says we are. Once known, a broken line changes nothing; only a clear no signs out. */
function useWho() {
  const [who, setWho] = useState<Who>({ state: 'asking' });
  const signedOut = useCallback(
    () =>
      setWho((before) =>
        before.state === 'signed-out'
          ? before
          : { state: 'signed-out', isSessionOver: before.state === 'signed-in' },
      ),
    [],
  );
  const ask = useCallback(() => {
    void request<Me>('GET', 'me').then((result) => {
      if (result.ok) setWho({ state: 'signed-in', me: result.value });
      else if (result.status === 401) signedOut();
      else
        setWho((before) => (before.state === 'signed-in' ? before : { state: 'unknown', failure: result }));
    });
  }, [signedOut]);
  const signOut = useCallback(() => {
    void request('POST', 'logout').then((result) => {
      if (!result.ok && result.status !== 401) return;
      drafts.forgetAll();
      location.hash = '';
      setWho({ state: 'signed-out', isSessionOver: false });
    });
  }, []);
  useEffect(ask, [ask]);
  return { who, ask, signedOut, signOut };
}

const root = document.getElementById('app');
if (root) render(<Page />, root);
