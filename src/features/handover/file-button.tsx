import { useRef, type ReactNode } from 'react';
import { chotFileLimitBytes } from '#protocol/chot-file.ts';
import { Button } from '../../ui/button.tsx';

type FileButtonProps = {
  label: string;
  children: ReactNode;
  onFile: (bytes: Uint8Array<ArrayBuffer>) => void;
};

/** Opens a file that was handed over; what is far too long is cut, and then is none. */
export const FileButton = ({ label, children, onFile }: FileButtonProps) => {
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File) =>
    onFile(new Uint8Array(await file.slice(0, chotFileLimitBytes + 1).arrayBuffer()));
  return (
    <>
      <Button size="lane" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
    </>
  );
};
