import { useCallback, useMemo, useRef, useState } from 'react';
import type { HeldCode } from '#domain/lane/people-in-hand.ts';
import { bestToPrefill } from '#domain/lane/prefill-held.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { CameraView } from './camera-view.tsx';
import { DeclaredHere } from './declared-here.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { KeptBar } from './kept-bar.tsx';
import { KeptDraftNote } from './kept-draft-note.tsx';
import { LanePerson } from './lane-person.tsx';
import { NumberSearch } from './number-search.tsx';
import { PeopleStrip } from './people-strip.tsx';
import { readTemperature } from './read-temperature.ts';
import styles from './scan-screen.module.css';
import type { Assessment } from '#domain/lane/assess-person.ts';
import { useRules } from '../use-rules.ts';
import { useAssessments } from './use-assessments.ts';
import { useBeginDraft } from './use-begin-draft.ts';
import { useCodeHand } from './use-code-hand.ts';
import { useDeclaredHere } from './use-declared-here.ts';
import { useKeepPeople, type Decision } from './use-keep-people.ts';
import { useKeyboardScanner } from './use-keyboard-scanner.ts';
import { useOneFrame } from './use-one-frame.ts';
import { usePaperInWork } from './use-paper-in-work.ts';
import { useSignals } from './use-signals.ts';
import { WhichCode } from './which-code.tsx';

/** The lane: the camera on one side and never stopping, on the other what the codes mean. */
export const ScanScreen = () => {
  const say = useWords();
  const { hand, see, watch, take, putAway } = useCodeHand();
  const [nothingFound, setNothingFound] = useState(false);
  const [trouble, setTrouble] = useState<SaveFailure['code'] | null>(null);
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
  const [decision, setDecision] = useState<Decision | null>(null);
  const [measured, setMeasured] = useState('');
  const [sought, setSought] = useState('');
  const [sameVehicle, setSameVehicle] = useState(false);
  const deciding = useRef<HTMLDialogElement>(null);
  const rules = useRules();
  const keeping = useKeepPeople();
  const beginDraft = useBeginDraft();
  const declaredHere = useDeclaredHere();
  const { shown, beside } = hand;
  const texts = useMemo(() => (shown === null ? [] : [shown, ...beside]), [shown, beside]);
  const temperature = readTemperature(measured);
  const oneFrame = useOneFrame(hand);
  const noteFrame = oneFrame.note;
  const seeFrame = useCallback(
    (seen: readonly string[]) => {
      noteFrame(seen);
      see(seen);
    },
    [noteFrame, see],
  );
  const [front, ...others] = useAssessments(texts, apart, temperature.value, rules);
  useSignals(useMemo(() => (front ? [front, ...others] : []), [front, others]));
  useKeyboardScanner(useCallback((text: string) => see([text]), [see]));

  const fresh = () => {
    setDecision(null);
    setMeasured('');
    setApart(new Set());
    setNothingFound(false);
  };
  const readPicture = async (picture: File) => {
    const { readQrFromImage } = await import('../../platform/qr/qr-camera.ts');
    const found = await readQrFromImage(picture);
    setNothingFound(found.length === 0);
    for (const text of found) take(text);
  };
  const which = oneFrame.undecided(front ? [front, ...others] : []);
  const textsOf = ({ person }: Assessment) => person.codes.map(({ text }) => text);
  const takeOne = (chosen: Assessment) => {
    putAway(which.filter((one) => one !== chosen).flatMap(textsOf));
    oneFrame.decide();
    fresh();
  };
  /** The first of a party stands in front. */
  const takeParty = (codes: readonly string[]) => {
    for (const code of codes.toReversed()) take(code);
    setSought('');
  };
  const goOn = async (held: HeldCode, into?: string) => {
    const reason = await beginDraft(held, into);
    setTrouble(reason);
    if (reason === null) putAway([held.text]);
  };
  const isPlainPass = (decision?.verdict ?? front?.proposal?.verdict) === 'pass';
  const together = front && isPlainPass ? [front, ...others.filter(({ fits }) => fits)] : [];
  const toKeep = together.length > 0 ? together : front ? [front] : [];
  const isWavedOn = isPlainPass && decision === null && front?.recognised != null;
  const filling = front ? bestToPrefill(front.person.codes) : null;
  const paper = usePaperInWork(filling);
  const toType = filling ?? front?.person.codes[0];
  const keep = async () => {
    const used = await keeping.keep(toKeep, decision, {
      temperature: temperature.value,
      sameVehicle,
    });
    if (used.length === 0) return;
    putAway(used);
    setSameVehicle(false);
    fresh();
  };
  const undo = async () => {
    for (const text of (await keeping.undo()).toReversed()) take(text);
  };

  return (
    <div className={styles.scan}>
      <CameraView
        onOpen={watch}
        onTexts={seeFrame}
        onPicture={(picture) => void readPicture(picture)}
      />
      <section className={styles.answer} aria-live="assertive" data-testid="scan-answer">
        {[trouble, keeping.trouble].map(
          (code) =>
            code && (
              <Note key={code} tone="alert">
                {say(code)}
              </Note>
            ),
        )}
        {nothingFound && <Note tone="warn">{say('scan.file.nothing')}</Note>}
        {keeping.kept ? (
          <KeptBar
            kept={keeping.kept}
            sameVehicle={sameVehicle}
            onSameVehicle={setSameVehicle}
            onUndo={() => void undo()}
          />
        ) : (
          <KeptDraftNote />
        )}
        {which.length > 1 ? (
          <WhichCode people={which} onOne={takeOne} onAll={oneFrame.decide} />
        ) : front ? (
          <>
            <LanePerson
              assessed={front}
              decision={decision}
              rules={rules}
              onApart={(text) => setApart(new Set(apart).add(text))}
            />
            <div className={styles.end}>
              <PeopleStrip people={others} onTake={take} />
              {front.declaration && (
                <label className={styles.measure}>
                  <span>{say('field.check.temperature')}</span>
                  <input
                    inputMode="decimal"
                    className="numbers"
                    value={measured}
                    aria-invalid={temperature.isWrong}
                    onChange={(event) => setMeasured(event.currentTarget.value)}
                  />
                </label>
              )}
              <div className={styles.do}>
                <Button
                  size="lane"
                  tone={front.seenAgain ? 'action' : 'plain'}
                  onClick={() => {
                    putAway(textsOf(front));
                    fresh();
                  }}
                >
                  {say('scan.again')}
                </Button>
                {front.declaration ? (
                  <>
                    <Button size="lane" onClick={() => deciding.current?.showModal()}>
                      {say('lane.decide')}
                    </Button>
                    <Button
                      tone={front.seenAgain ? 'plain' : 'action'}
                      size="lane"
                      disabled={keeping.busy || temperature.isWrong}
                      onClick={() => void keep()}
                    >
                      {front.seenAgain
                        ? say('lane.keep.again')
                        : toKeep.length > 1
                          ? say('lane.keep.party', { count: toKeep.length })
                          : say(isWavedOn ? 'lane.wave-on' : 'lane.keep')}
                    </Button>
                  </>
                ) : (
                  <>
                    <Button
                      tone={paper ? 'plain' : 'action'}
                      size="lane"
                      onClick={() => void (toType && goOn(toType))}
                    >
                      {say(paper ? 'scan.other-form' : filling ? 'scan.to-form' : 'scan.new-form')}
                    </Button>
                    {paper && filling && (
                      <Button
                        tone="action"
                        size="lane"
                        className={styles.intoSheet ?? ''}
                        onClick={() => void goOn(filling, paper.draftId)}
                      >
                        {say('scan.into-sheet', { name: paper.name })}
                      </Button>
                    )}
                  </>
                )}
              </div>
            </div>
          </>
        ) : (
          <div className={styles.waiting}>
            {!declaredHere?.parties.length && (
              <>
                <h2>{say('scan.waiting')}</h2>
                <p>{say(hand.putAway.length > 0 ? 'scan.waiting.other' : 'scan.waiting.text')}</p>
              </>
            )}
            <NumberSearch onType={setSought} />
            <DeclaredHere declared={declaredHere} typed={sought} onTake={takeParty} />
          </div>
        )}
        <DecideDialog
          ref={deciding}
          proposed={front?.proposal?.verdict ?? null}
          onDecide={(decided) => {
            setDecision(decided);
            deciding.current?.close();
          }}
          onClose={() => deciding.current?.close()}
        />
      </section>
    </div>
  );
};
