import { useWords } from '../../i18n/use-words.ts';

export const DeliveryWord = ({ delivered }: { delivered: boolean }) => {
  const say = useWords();
  return <span>{say(delivered ? 'list.delivered' : 'list.here')}</span>;
};
