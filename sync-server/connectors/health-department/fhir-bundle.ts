import type { Address } from '#domain/declaration/address.ts';
import type { ReferralCause } from '#domain/referral/referral.ts';
import type { ReferralMessage } from '../../services/referrals/health-department.ts';

/** A code is of this server's own lists; the text beside it is for people. */
const system = (list: string): string => `urn:chot:${list}`;

const textByCause: Readonly<Record<ReferralCause, string>> = {
  breathing: 'Khó thở',
  contact: 'Tiếp xúc ca bệnh',
  'fever-measured': 'Sốt đo tại chốt',
  'fever-declared': 'Khai có sốt',
  cough: 'Ho',
  officer: 'Cán bộ chốt chuyển y tế',
};

const genderBySex = { M: 'male', F: 'female', X: 'unknown' } as const;

const urn = (id: string): string => `urn:uuid:${id}`;

const instant = (ms: number): string => new Date(ms).toISOString();

const addressOf = (address: Address) =>
  address.unitSet === 'text'
    ? { use: 'temp', text: address.detail, country: 'VN' }
    : {
        use: 'temp',
        ...(address.detail === '' ? {} : { line: [address.detail] }),
        // Codes of the list of wards of 2025 (QĐ 19/2025/QĐ-TTg).
        district: address.wardCode,
        state: address.provinceCode,
        country: 'VN',
      };

type Answer = Readonly<
  | { valueBoolean: boolean }
  | { valueString: string }
  | { valueDecimal: number }
  | { valueDate: string }
>;

const item = (linkId: string, answers: readonly Answer[]) =>
  answers.length === 0 ? [] : [{ linkId, answer: answers }];

/**
 * A referral as a transaction of HL7 FHIR R4 (4.0.1): the person, what they declared of their health, and what is
 * asked for. Sent again, it finds what it made before and adds nothing.
 */
export const referralToBundle = ({
  idempotencyKey,
  recordId,
  unit,
  raisedAtMs,
  causes,
  declaration,
  crossing,
}: ReferralMessage) => {
  const patientUrl = urn(crossing.declarationId);
  const answersUrl = urn(recordId);
  const identifier = [{ system: system('referral'), value: recordId }];
  const { docNumber, docType, phone, dob, sex, fullName } = declaration;
  const numbered =
    docNumber === undefined
      ? []
      : [{ system: system(`document:${docType.toLowerCase()}`), value: docNumber }];
  const declared = [{ system: system('declaration'), value: crossing.declarationId }];
  const temperature = crossing['check.temperature'];
  const onset = declaration['epi.onset'];
  const note = declaration['epi.symptomNote'];
  const patient = {
    resourceType: 'Patient',
    identifier: [...declared, ...numbered],
    name: [{ use: 'official', text: fullName }],
    ...(phone === undefined ? {} : { telecom: [{ system: 'phone', value: phone, use: 'mobile' }] }),
    gender: genderBySex[sex],
    birthDate: dob,
    address: [addressOf(declaration['addr.staying'])],
  };
  const answers = {
    resourceType: 'QuestionnaireResponse',
    identifier: { system: system('declaration'), value: crossing.declarationId },
    status: 'completed',
    subject: { reference: patientUrl },
    authored: declaration.declaredAt,
    item: [
      ...item('epi.anySymptom', [{ valueBoolean: declaration['epi.anySymptom'] }]),
      ...item(
        'epi.symptoms',
        (declaration['epi.symptoms'] ?? []).map((symptom) => ({ valueString: symptom })),
      ),
      ...item('epi.onset', onset === undefined ? [] : [{ valueDate: onset }]),
      ...item('epi.symptomNote', note === undefined ? [] : [{ valueString: note }]),
      ...item('epi.contactCase', [{ valueBoolean: declaration['epi.contactCase'] }]),
      ...item('epi.contactSymptomatic', [{ valueBoolean: declaration['epi.contactSymptomatic'] }]),
      ...item(
        'check.temperature',
        temperature === undefined ? [] : [{ valueDecimal: temperature }],
      ),
    ],
  };
  const request = {
    resourceType: 'ServiceRequest',
    identifier,
    status: 'active',
    intent: 'order',
    priority: 'urgent',
    code: { text: 'Tiếp nhận, theo dõi y tế người qua chốt' },
    subject: { reference: patientUrl },
    authoredOn: instant(raisedAtMs),
    requester: { display: unit },
    reasonCode: causes.map((code) => ({
      coding: [{ system: system('referral-cause'), code }],
      text: textByCause[code],
    })),
    supportingInfo: [{ reference: answersUrl }],
  };
  const seek = (list: string, value: string): string => `identifier=${system(list)}|${value}`;
  return {
    resourceType: 'Bundle',
    identifier: { system: system('delivery'), value: idempotencyKey },
    type: 'transaction',
    timestamp: instant(raisedAtMs),
    entry: [
      {
        fullUrl: patientUrl,
        resource: patient,
        request: { method: 'PUT', url: `Patient?${seek('declaration', crossing.declarationId)}` },
      },
      {
        fullUrl: answersUrl,
        resource: answers,
        request: {
          method: 'PUT',
          url: `QuestionnaireResponse?${seek('declaration', crossing.declarationId)}`,
        },
      },
      {
        fullUrl: urn(idempotencyKey),
        resource: request,
        request: { method: 'PUT', url: `ServiceRequest?${seek('referral', recordId)}` },
      },
    ],
  };
};
