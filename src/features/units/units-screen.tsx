import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { rowsToCsv } from '#domain/core/csv.ts';
import { unitsToRows } from '#domain/unit/unit-sheet.ts';
import { unitKinds, type Unit, type UnitKind } from '#domain/unit/unit.ts';
import { useWords } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import { rowsToWorkbook, workbookType } from '../../platform/workbook.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { unitPath } from '../paths.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { findUnits, toSearchable } from './find-units.ts';
import { ImportUnits } from './import-units.tsx';
import { UnitForm } from './unit-form.tsx';
import styles from './units-screen.module.css';

/** Rows that are drawn at once: a list of 856 opens as fast as one of ten. */
const rowsAtOnce = 60;

const UnitRow = ({ unit }: { unit: Unit }) => {
  const say = useWords();
  const { unitId, name, kind, district, facing, agency, lanes } = unit;
  const facts = [
    say(`units.kind.${kind}`),
    [district, facing].filter(Boolean).join(' → '),
    agency,
    lanes !== undefined && say('units.lanes', { count: lanes }),
  ];
  return (
    <li>
      <Link href={unitPath(unitId)} className={styles.row ?? ''}>
        <span className={`${styles.id} numbers`}>{unitId}</span>
        <strong>{name}</strong>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
      </Link>
    </li>
  );
};

/** For the administrator: every unit, found by a few letters; added, imported and exported. */
export const UnitsScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const [, goTo] = useLocation();
  const units = useLiveQuery(tablet.db, (live) => readUnits(live));
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<UnitKind | null>(null);
  const [shownRows, setShownRows] = useState(rowsAtOnce);
  const [open, setOpen] = useState<'import' | 'add' | null>(null);
  const sought = useDeferredValue(search);
  const searchable = useMemo(() => toSearchable(units ?? []), [units]);
  const found = useMemo(() => findUnits(searchable, sought, kind), [searchable, sought, kind]);
  const left = found.length - shownRows;
  const exportXlsx = async () =>
    saveFile('don-vi.xlsx', workbookType, await rowsToWorkbook(unitsToRows(found)));

  return (
    <section className={styles.units}>
      <header className={styles.title}>
        <h1>{say('units.title')}</h1>
        <span className={`${styles.soft} numbers`}>
          {units && say('units.count', { shown: found.length, all: units.length })}
        </span>
      </header>
      <div className={styles.deeds}>
        <Button tone="action" onClick={() => setOpen(open === 'import' ? null : 'import')}>
          {say('units.import')}
        </Button>
        <Button onClick={() => setOpen(open === 'add' ? null : 'add')}>{say('units.add')}</Button>
        <Button onClick={() => void exportXlsx()}>{say('units.export.xlsx')}</Button>
        <Button onClick={() => saveFile('don-vi.csv', 'text/csv', rowsToCsv(unitsToRows(found)))}>
          {say('units.export.csv')}
        </Button>
      </div>
      {open === 'import' && <ImportUnits />}
      {open === 'add' && (
        <UnitForm
          unit={null}
          onCancel={() => setOpen(null)}
          onSaved={({ unitId }) => goTo(unitPath(unitId))}
        />
      )}
      <div className={styles.filter}>
        <input
          type="search"
          value={search}
          aria-label={say('units.search')}
          placeholder={say('units.search')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setShownRows(rowsAtOnce);
          }}
        />
        <div role="group" aria-label={say('units.column.kind')} className={styles.kinds}>
          {[null, ...unitKinds].map((one) => (
            <Button
              key={one ?? 'all'}
              aria-pressed={kind === one}
              tone={kind === one ? 'action' : 'plain'}
              onClick={() => {
                setKind(one);
                setShownRows(rowsAtOnce);
              }}
            >
              {say(one === null ? 'units.all' : `units.kind.${one}`)}
            </Button>
          ))}
        </div>
      </div>
      {units && found.length === 0 && <p>{say('units.none')}</p>}
      <ul className={styles.list} aria-label={say('units.title')}>
        {found.slice(0, shownRows).map((unit) => (
          <UnitRow key={unit.unitId} unit={unit} />
        ))}
      </ul>
      {left > 0 && (
        <Button onClick={() => setShownRows(shownRows + 4 * rowsAtOnce)}>
          {say('units.more', { count: left })}
        </Button>
      )}
    </section>
  );
};
