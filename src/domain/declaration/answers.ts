import { z } from 'zod';

/** The closed lists of answers. The words for them live in `src/i18n`; codes follow the data dictionary. */
export const answersByList = {
  channel: ['self_qr', 'proxy_qr', 'cccd_qr', 'paper', 'officer_typed'],
  docType: ['CCCD', 'CMND', 'PASSPORT', 'BIRTH_CERT', 'OTHER', 'NONE'],
  sex: ['M', 'F', 'X'],
  ackHow: ['tick', 'signature', 'verbal'],
  direction: ['in', 'out', 'through'],
  vehicleType: [
    'motorbike',
    'car',
    'coach',
    'truck',
    'priority',
    'bicycle_walk',
    'train',
    'plane',
    'boat',
    'other',
  ],
  purpose: [
    'official_duty',
    'goods_essential',
    'medical',
    'work_permit',
    'return_home',
    'transit',
    'funeral_family',
    'other',
  ],
  symptom: [
    'sot',
    'ho',
    'kho_tho',
    'viem_phoi',
    'dau_hong',
    'met_moi',
    'mat_vi_giac_khuu_giac',
    'khac',
  ],
  testKind: ['none', 'rt_pcr', 'rapid_ag'],
  testResult: ['negative', 'positive', 'pending'],
  permitKind: ['none', 'giay_di_duong', 'luong_xanh', 'cong_vu'],
  idMethod: ['national_db', 'cccd_qr', 'document_seen', 'vouched', 'none'],
  idResult: ['match', 'partial', 'mismatch', 'not_found', 'pending_offline'],
  mismatch: ['name', 'dob', 'sex', 'address', 'docNumber'],
  verdict: ['pass', 'turn_back', 'test_on_site', 'refer_health', 'hold'],
  reason: ['no_permit', 'no_test', 'symptom', 'contact', 'identity', 'trip_not_essential', 'other'],
  voidReason: ['entered_twice', 'wrong_person', 'did_not_cross', 'practice', 'other'],
  spoilReason: ['misprinted', 'torn', 'miswritten', 'lost', 'other'],
  yesNo: ['yes', 'no'],
} as const;

export type AnswerList = keyof typeof answersByList;
export type AnswerOf<List extends AnswerList> = (typeof answersByList)[List][number];

export const answerSchema = <List extends AnswerList>(list: List) => z.enum(answersByList[list]);
