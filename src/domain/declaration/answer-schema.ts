import { z } from 'zod';
import { answersByList, type AnswerList } from './answers.ts';

/** Apart from the lists, which a page may need without all that judges. */
export const answerSchema = <List extends AnswerList>(list: List) => z.enum(answersByList[list]);
