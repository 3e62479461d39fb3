/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { systemRandom } from '../../platform/random.ts';
import { AnswerPart } from './answer-part.tsx';
import { beginReport, keepReport, readReport, type CitizenReport } from './kept-report.ts';
import { reportWords } from './report-words.ts';
import { WritePart } from './write-part.tsx';

/** Something is written and sent; then its number and code, with which anybody who has both sees the answer. */
export const ReportPage = () => {
  const say = reportWords.useSay();
  const [report, setReport] = useState(() => readReport() ?? beginReport(systemRandom, Date.now()));
  const change = (next: CitizenReport) => {
    keepReport(next);
    setReport(next);
  };
  const { number, secret } = report;
  return (
    <>
      {number === null ? (
        <WritePart report={report} onChange={change} />
      ) : (
        <section class="report-receipt" role="status">
          <h1>{say('citizen-report.sent')}</h1>
          <dl>
            <div>
              <dt>{say('citizen-report.number')}</dt>
              <dd>{number}</dd>
            </div>
            <div>
              <dt>{say('citizen-report.secret')}</dt>
              <dd>{secret}</dd>
            </div>
          </dl>
          <p>{say('citizen-report.keep')}</p>
          <button
            type="button"
            class="report-plain"
            onClick={() => change(beginReport(systemRandom, Date.now()))}
          >
            {say('citizen-report.another')}
          </button>
        </section>
      )}
      <AnswerPart key={number} number={number} secret={number === null ? '' : secret} />
    </>
  );
};
