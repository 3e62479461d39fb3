import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { bugReference, reportBug } from '../platform/report-bug.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';

const FaultNote = ({ reference, onReopen }: { reference: string; onReopen: () => void }) => {
  const say = useWords();
  return (
    <Note tone="alert">
      <h1>{say('app.fault.title')}</h1>
      <p>{say('app.fault.text', { reference })}</p>
      <Button onClick={onReopen}>{say('app.fault.reopen')}</Button>
    </Note>
  );
};

/** The boundary of a screen: a bug shows a sentence and a reference, the frame around it goes on. */
export class ScreenFault extends Component<{ children: ReactNode }, { reference: string | null }> {
  override state = { reference: null };

  static getDerivedStateFromError(error: unknown): { reference: string } {
    const reference = bugReference(error);
    reportBug(error, reference);
    return { reference };
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    return <FaultNote reference={reference} onReopen={() => this.setState({ reference: null })} />;
  }
}
