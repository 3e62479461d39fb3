import {
  accountName,
  receiptKeyName,
  unitKeyName,
  watchKeyName,
  type StoredSecret,
} from '../../store/sql-secrets.ts';
import { trustKeyName } from '#domain/qr/trust-key.ts';
import type { Store, StoreReader, StoreTransactor } from '../../store/store.ts';
import type { SecretBox } from './secret-box.ts';

const signInName = (name: string): string => `sign-in-key:${name}`;
const trustSecretName = (name: string): string => `trust-key:${name}`;
const declarationName = (declarationId: string): string => `online-declaration:${declarationId}`;
const referralName = (recordId: string): string => `referral:${recordId}`;
const reportName = (reportId: string): string => `report:${reportId}`;
const caseName = (caseId: string): string => `traced-case:${caseId}`;
const factorName = (officerId: string): string => `factor:${officerId}`;

/** What a secret is sealed as: its kind and whose it is. */
const nameOf = ({ kind, name }: StoredSecret): string => {
  if (kind === 'meta') return name;
  if (kind === 'trust-key') return trustSecretName(name);
  return kind === 'factor' ? factorName(name) : signInName(name);
};

const readerOf = (reader: StoreReader, box: SecretBox) =>
  ({
    receiptKey: async () => {
      const kept = await reader.receiptKey();
      return kept === null ? null : box.open(receiptKeyName, kept);
    },
    watchKey: async () => {
      const kept = await reader.watchKey();
      return kept === null ? null : box.open(watchKeyName, kept);
    },
    unitKey: async (unitId) => {
      const kept = await reader.unitKey(unitId);
      return kept === null ? null : box.open(unitKeyName(unitId), kept);
    },
    findAccount: async (unitId, officerId) => {
      const kept = await reader.findAccount(unitId, officerId);
      const name = signInName(accountName(unitId, officerId));
      return kept === null ? null : { ...kept, signInKey: box.open(name, kept.signInKey) };
    },
    findFactor: async (officerId) => {
      const kept = await reader.findFactor(officerId);
      const name = factorName(officerId);
      return kept === null ? null : { ...kept, secret: box.open(name, kept.secret) };
    },
    listTrustKeys: async (whose) =>
      (await reader.listTrustKeys(whose)).map(({ key, secret }) => ({
        key,
        secret: secret === null ? null : box.open(trustSecretName(trustKeyName(key)), secret),
      })),
    listReferralLines: async (key) =>
      (await reader.listReferralLines(key)).map((line) => ({
        ...line,
        detail: line.detail && box.open(referralName(key.recordId), line.detail),
      })),
    readReportBodies: async (reportIds) => {
      const kept = await reader.readReportBodies(reportIds);
      return new Map([...kept].map(([id, body]) => [id, box.open(reportName(id), body)]));
    },
    listReportLines: async (reportIds) =>
      (await reader.listReportLines(reportIds)).map((line) => ({
        ...line,
        detail: line.detail && box.open(reportName(line.reportId), line.detail),
      })),
    listTraceCases: async () =>
      (await reader.listTraceCases()).map((kept) => ({
        ...kept,
        body: box.open(caseName(kept.caseId), kept.body),
      })),
    findTraceCase: async (caseId) => {
      const kept = await reader.findTraceCase(caseId);
      return kept && { ...kept, body: box.open(caseName(caseId), kept.body) };
    },
    findOnlineDeclaration: async (declarationId) => {
      const kept = await reader.findOnlineDeclaration(declarationId);
      return kept && { ...kept, body: box.open(declarationName(declarationId), kept.body) };
    },
  }) satisfies Partial<StoreReader>;

const transactorOf = (tx: StoreTransactor, box: SecretBox): StoreTransactor => ({
  ...tx,
  ...readerOf(tx, box),
  keepReceiptKey: (jwk) => tx.keepReceiptKey(box.seal(receiptKeyName, jwk)),
  keepWatchKey: (key) => tx.keepWatchKey(box.seal(watchKeyName, key)),
  keepUnitKey: (unitId, key) => tx.keepUnitKey(unitId, box.seal(unitKeyName(unitId), key)),
  putAccount: (account) => {
    const name = signInName(accountName(account.unitId, account.officerId));
    return tx.putAccount({ ...account, signInKey: box.seal(name, account.signInKey) });
  },
  putFactor: (factor) => {
    const name = factorName(factor.officerId);
    return tx.putFactor({ ...factor, secret: box.seal(name, factor.secret) });
  },
  putTrustKey: ({ key, secret }) => {
    const name = trustSecretName(trustKeyName(key));
    return tx.putTrustKey({ key, secret: secret === null ? null : box.seal(name, secret) });
  },
  appendReferralLine: (key, line) => {
    const detail = line.detail && box.seal(referralName(key.recordId), line.detail);
    return tx.appendReferralLine(key, { ...line, detail });
  },
  insertReport: (seq, report) =>
    tx.insertReport(seq, { ...report, body: box.seal(reportName(report.reportId), report.body) }),
  appendReportLine: (line, now) => {
    const detail = line.detail && box.seal(reportName(line.reportId), line.detail);
    return tx.appendReportLine({ ...line, detail }, now);
  },
  insertTraceCase: (kept) =>
    tx.insertTraceCase({ ...kept, body: box.seal(caseName(kept.caseId), kept.body) }),
  insertOnlineDeclaration: (declaration) => {
    const body = box.seal(declarationName(declaration.declarationId), declaration.body);
    return tx.insertOnlineDeclaration({ ...declaration, body });
  },
});

/** The same store, which keeps the server's own secrets sealed and gives them open. */
export const sealedStore = (store: Store, box: SecretBox): Store => ({
  ...store,
  ...readerOf(store, box),
  transact: (work) => store.transact((tx) => work(transactorOf(tx, box))),
});

/**
 * Seals what stands in the clear from before, and anew what was sealed under an older key. Each of them is
 * opened, so that a file of keys that does not belong to the database is noticed at the start.
 * @param store the one below, which knows them as they are kept
 * @throws SecretUnopened
 */
export const sealSecrets = async (store: Store, box: SecretBox): Promise<number> => {
  const secrets = await store.listSecrets();
  const opened = secrets.map((secret) => ({
    secret,
    text: box.open(nameOf(secret), secret.value),
  }));
  const stale = opened.filter(({ secret }) => !box.isFresh(secret.value));
  if (stale.length === 0) return 0;
  await store.transact(async (tx) => {
    for (const { secret, text } of stale) {
      await tx.replaceSecret(secret, box.seal(nameOf(secret), text));
    }
  });
  return stale.length;
};
